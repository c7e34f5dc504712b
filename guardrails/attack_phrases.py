"""The core of an attack in other languages: leaving the rules, asking for the prompt, taking another role.

Folded spelling (small letters, no accents), as `guardrails.hidden_text` gives it.
"""

_OVERRIDE, _SECRETS, _ROLE = "override", "secrets", "role"

CORE_PHRASES: tuple[tuple[str, float, str], ...] = (
    # French
    (
        _OVERRIDE,
        0.8,
        r"\b(?:ignore[rz]?|oublie[rz]?|ne (?:tiens|tenez) pas compte)\b[^.!?\n]{0,20}\b(?:tes|vos|les|toutes?|ces|des|ta|votre)\b[^.!?\n]{0,25}\b(?:instructions|consignes|regles|directives)\b",
    ),
    (
        _SECRETS,
        0.75,
        r"\b(?:affiche[rz]?|montre[rz]?|revele[rz]?|donne[rz]?)\b[^.!?\n]{0,30}\b(?:prompt|instructions systeme|message systeme|mots? de passe|cle api)",
    ),
    (
        _ROLE,
        0.7,
        r"\b(?:tu es|vous etes|agis comme|comporte-toi comme)(?: maintenant| desormais)?(?: \w+){0,2} (?:administrateur|developpeur|assistant|ia|pirate|sans restriction\w*)\b",
    ),
    # Spanish
    (
        _OVERRIDE,
        0.8,
        r"\b(?:ignora|ignore|olvida|olvide|omite|descarta)\b[^.!?\n]{0,30}\b(?:instrucciones|reglas|normas|indicaciones|directrices)\b",
    ),
    (
        _SECRETS,
        0.75,
        r"\b(?:muestra(?:me)?|revela|dime|dame|imprime)\b[^.!?\n]{0,30}\b(?:prompt|instrucciones del sistema|contrasena|clave api)",
    ),
    (
        _ROLE,
        0.7,
        r"\b(?:ahora eres|eres ahora|actua como|finge ser)(?: \w+){0,2} (?:administrador|desarrollador|asistente|ia|hacker|sin restricciones)\b",
    ),
    # Italian
    (
        _OVERRIDE,
        0.8,
        r"\b(?:ignora|dimentica|trascura|non seguire)\b[^.!?\n]{0,30}\b(?:istruzioni|regole|direttive|indicazioni)\b",
    ),
    (
        _SECRETS,
        0.75,
        r"\b(?:mostra(?:mi)?|rivela|stampa|dammi)\b[^.!?\n]{0,30}\b(?:prompt|istruzioni di sistema|password|chiave api)",
    ),
    (
        _ROLE,
        0.7,
        r"\b(?:ora sei|sei ora|agisci come|fingi di essere)(?: \w+){0,2} (?:amministratore|sviluppatore|assistente|ia|hacker|senza restrizioni)\b",
    ),
    # Dutch
    (
        _OVERRIDE,
        0.8,
        r"\b(?:negeer|vergeet|sla)\b[^.!?\n]{0,30}\b(?:instructies|regels|richtlijnen|aanwijzingen|opdrachten)\b",
    ),
    (
        _SECRETS,
        0.75,
        r"\b(?:toon|laat|geef|onthul)\b[^.!?\n]{0,30}\b(?:systeemprompt|prompt|wachtwoord|api-?sleutel|inkoopprijzen)",
    ),
    (
        _ROLE,
        0.7,
        r"\b(?:je bent nu|gedraag je als|doe alsof je)(?: \w+){0,2} (?:beheerder|ontwikkelaar|assistent|ai|hacker)\b",
    ),
    # Portuguese
    (
        _OVERRIDE,
        0.8,
        r"\b(?:ignore|ignora|esqueca|esquece|desconsidere)\b[^.!?\n]{0,30}\b(?:instrucoes|regras|diretrizes|orientacoes)\b",
    ),
    (
        _SECRETS,
        0.75,
        r"\b(?:mostre|mostra|revele|imprima|diga)\b[^.!?\n]{0,30}\b(?:prompt|instrucoes do sistema|senha|chave de api)",
    ),
    # Polish
    (
        _OVERRIDE,
        0.8,
        r"\b(?:zignoruj|ignoruj|zapomnij o|pomin)\b[^.!?\n]{0,40}\b(?:instrukcj\w*|polecen\w*|zasad\w*|regul\w*|wytyczn\w*)",
    ),
    (
        _SECRETS,
        0.75,
        r"\b(?:pokaz|ujawnij|wyswietl|podaj)\b[^.!?\n]{0,30}\b(?:prompt\w*|instrukcj\w* systemow\w*|has[lł]\w*|klucz\w* api)",
    ),
    # Swedish, Danish, Norwegian
    (
        _OVERRIDE,
        0.8,
        r"\b(?:ignorera|ignorer|glom|glem|bortse fran|se bort fra)\b[^.!?\n]{0,30}\b(?:instruktion\w*|instruks\w*|regler\w*|riktlinjer\w*|retningslinjer\w*)",
    ),
    (
        _SECRETS,
        0.75,
        r"\b(?:visa|vis|avsloja|afslor|skriv ut)\b[^.!?\n]{0,30}\b(?:systemprompt\w*|prompten|losenord\w*|passord\w*|api-?nyckel)",
    ),
    # Turkish
    (
        _OVERRIDE,
        0.8,
        r"\b(?:onceki|tum|butun)\b[^.!?\n]{0,30}\b(?:talimat\w*|kural\w*|komut\w*)[^.!?\n]{0,20}\b(?:yok say|unut|gormezden gel|dikkate alma)",
    ),
    (
        _SECRETS,
        0.75,
        r"\b(?:sistem (?:istemi|komutu|promptu)\w*|api anahtar\w*|sifre\w*)[^.!?\n]{0,20}\b(?:goster|yaz|soyle|acikla)",
    ),
    # Czech
    (_OVERRIDE, 0.8, r"\b(?:ignoruj\w*|zapomen\w*)\b[^.!?\n]{0,30}\b(?:pokyn\w*|instrukc\w*|pravid\w*)"),
    # Russian, Ukrainian
    (
        _OVERRIDE,
        0.8,
        r"(?:игнориру\w*|забуд\w*|не обращаи\w* внимания|проигнориру\w*|ігнору\w*)[^.!?\n]{0,40}(?:инструкц\w*|указани\w*|правил\w*|команд\w*|інструкц\w*|вказівк\w*)",
    ),
    (
        _SECRETS,
        0.75,
        r"(?:покажи|выведи|раскрои|скажи|напечатаи)[^.!?\n]{0,40}(?:системн\w* (?:промпт\w*|инструкц\w*|сообщени\w*)|промпт\w*|парол\w*|все заказы)",
    ),
    (
        _ROLE,
        0.7,
        r"(?:ты теперь|деиствуи как|притворись)[^.!?\n]{0,30}(?:администратор\w*|разработчик\w*|ассистент\w*|без ограничени\w*)",
    ),
    # Chinese, Japanese, Korean
    (
        _OVERRIDE,
        0.8,
        r"(?:忽略|无视|無視|忘记|忘掉|不要遵守|忽視)[^。!?\n]{0,20}(?:指令|指示|规则|規則|提示|说明|命令)",
    ),
    (_OVERRIDE, 0.8, r"(?:指示|命令|ルール|指令|規則|設定)[^。!?\n]{0,10}(?:無視|忘れ|従わない)"),
    (_OVERRIDE, 0.8, r"(?:지시|명령|규칙|지침)[^.!?\n]{0,15}(?:무시|잊어)"),
    (
        _SECRETS,
        0.75,
        r"(?:显示|顯示|输出|告诉我|打印|透露|表示|教え|見せ|出力)[^。!?\n]{0,20}(?:系统提示|系統提示|提示词|密码|密碼|システムプロンプト|パスワード)",
    ),
    (
        _SECRETS,
        0.75,
        r"(?:システムプロンプト|パスワード|系统提示|提示词|시스템 프롬프트|비밀번호)[^。!?\n]{0,15}(?:教え|見せ|表示|出力|显示|输出|보여|알려)",
    ),
    # Arabic, Hindi
    (_OVERRIDE, 0.8, r"(?:تجاهل|انس|تجاهلي)[^.!?\n]{0,30}(?:التعليمات|تعليمات|القواعد|الأوامر|الاوامر)"),
    (_OVERRIDE, 0.8, r"(?:निर्देश|नियम)\w*[^.!?\n]{0,30}(?:अनदेखा|भूल|नजरअंदाज|नज़रअंदाज़)"),
)
