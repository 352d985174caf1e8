"""The XMP packet: what the document is called, who made it, and which standards it keeps (ISO 16684-1, ISO 19005-3, 14289-1)."""
from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from reports.page import Properties

_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/", "xmp": "http://ns.adobe.com/xap/1.0/", "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/", "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#"}
# PDF/A knows no pdfuaid of its own; a file that uses it must describe it (ISO 19005-3, 6.6.2.3.3).
_EXTENSION = f"""\
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
   <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
   <pdfaSchema:namespaceURI>{_SPACES["pdfuaid"]}</pdfaSchema:namespaceURI>
   <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
   <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
    <pdfaProperty:name>part</pdfaProperty:name>
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
   </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>"""


def packet(properties: Properties) -> bytes:
    """The packet as UTF-8. Dates are the report's own: a year, a month or a day."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    date = properties.date[:10]
    parts = [
        _list("dc:title", "Alt", [properties.title]), _list("dc:description", "Alt", [properties.subject]),
        _list("dc:creator", "Seq", properties.authors), _list("dc:language", "Bag", [properties.language]),
        _list("dc:subject", "Bag", properties.keywords), _value("pdf:Keywords", ", ".join(properties.keywords)),
        _value("dc:format", "application/pdf"), _value("xmp:CreatorTool", "Chancery"), _value("pdf:Producer", "Chancery"),
        _value("xmp:CreateDate", date), _value("xmp:ModifyDate", date), _value("xmp:MetadataDate", date),
        _value("pdfaid:part", "3"), _value("pdfaid:conformance", "A"), _value("pdfuaid:part", "1"), _EXTENSION]
    body = "\n".join(part for part in parts if part)
    return (f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
            f' <rdf:Description rdf:about="" {spaces}>\n{body}\n </rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n'
            '<?xpacket end="r"?>').encode()


def _value(name: str, text: str) -> str:
    return f"  <{name}>{escape(text)}</{name}>" if text else ""


def _list(name: str, kind: str, items: Iterable[str]) -> str:
    """An array; items of an Alt are in the default language."""
    mark = ' xml:lang="x-default"' if kind == "Alt" else ""
    entries = "".join(f"<rdf:li{mark}>{escape(item)}</rdf:li>" for item in items if item)
    return f"  <{name}><rdf:{kind}>{entries}</rdf:{kind}></{name}>" if entries else ""
