"""The asynchronous half of a store whose work is plain calls: each runs in a thread."""

import asyncio
from collections.abc import Callable
from typing import Any

Call = Callable[..., Any]


def _in_thread(name: str) -> Call:
    async def call(self: object, *arguments: Any, **keywords: Any) -> Any:
        return await asyncio.to_thread(getattr(self, name), *arguments, **keywords)

    call.__name__ = f"{name}_async"
    call.__doc__ = f"Do `{name}` in a thread."
    return call


class InThreads:
    """Adds `NAME_async` for each method of Haystack's protocol and for the two retrievals."""

    bm25_retrieval_async = _in_thread("bm25_retrieval")
    embedding_retrieval_async = _in_thread("embedding_retrieval")
    count_documents_async = _in_thread("count_documents")
    filter_documents_async = _in_thread("filter_documents")
    write_documents_async = _in_thread("write_documents")
    delete_documents_async = _in_thread("delete_documents")
    delete_all_documents_async = _in_thread("delete_all_documents")
    delete_by_filter_async = _in_thread("delete_by_filter")
    update_by_filter_async = _in_thread("update_by_filter")
    count_documents_by_filter_async = _in_thread("count_documents_by_filter")
    count_unique_metadata_by_filter_async = _in_thread("count_unique_metadata_by_filter")
    get_metadata_fields_info_async = _in_thread("get_metadata_fields_info")
    get_metadata_field_min_max_async = _in_thread("get_metadata_field_min_max")
    get_metadata_field_unique_values_async = _in_thread("get_metadata_field_unique_values")
