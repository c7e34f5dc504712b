"""What can go wrong between us and Odoo.

    OdooError
      OdooUnreachable         nothing that is an Odoo answers there (also: a proxy, its database is down)
        OdooNotTrusted        its TLS certificate is not accepted
      OdooTimeout             it did not answer in time
      OdooLoginRefused        user, password or API key are wrong
      OdooWrongDatabase       this server has no such database
      OdooVersionMismatch     it is another version than the one we know
      OdooAccessDenied        the user may not do or read that
      OdooRejected            it refused the call as faulty

Messages are fixed and say what to do. No text of the server is ever in one: it may quote what people wrote.
"""


class OdooError(Exception):
    """A fault with its remedy; `str()` is written for the person who runs Shipmate."""

    remedy = "Odoo could not be used."

    def __str__(self) -> str:
        return self.remedy


class OdooUnreachable(OdooError):
    remedy = "No Odoo answers at the configured address. Check that Odoo and its database run, and the URL."


class OdooNotTrusted(OdooUnreachable):
    remedy = "Odoo's TLS certificate is not accepted. Check the host name in the URL and the certificate."


class OdooTimeout(OdooError):
    """The call may still be running on the server: after a write, look before sending it again."""

    remedy = "Odoo did not answer in time. Check its load, and the network between it and here."


class OdooLoginRefused(OdooError):
    remedy = "Odoo refused the login. Check the user's login name and its password or API key."


class OdooWrongDatabase(OdooError):
    remedy = "Odoo has no usable database of the configured name. Check the name."


class OdooVersionMismatch(OdooError):
    """`found` is the major version that answered, or None where it could not be read."""

    def __init__(self, found: int | None, supported: int) -> None:
        super().__init__(found, supported)
        self.found, self.supported = found, supported

    def __str__(self) -> str:
        found = "of an unknown version" if self.found is None else f"version {self.found}"
        return f"This Odoo is {found}; Shipmate works with version {self.supported}. Connect such a server."


class OdooAccessDenied(OdooError):
    remedy = "The user Shipmate works as may not read or do this in Odoo. Check its groups and companies."


class OdooRejected(OdooError):
    """`kind` is the class name of the server's own exception, such as `odoo.exceptions.UserError`."""

    remedy = (
        "Odoo refused the request as faulty. Check that the needed modules are installed: shipmate doctor."
    )

    def __init__(self, kind: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
