"""Office files made for a test, part by part."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Section"/><w:basedOn w:val="berschrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Points"><w:name w:val="List Bullet"/></w:style>'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for path, content in parts.items():
            stored = zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(zipfile.ZipInfo(path), content, compress_type=stored)
    return buffer.getvalue()


def docx(body: str, *, namespace: str = W, main: str = "word/document.xml", **parts: str) -> bytes:
    """Return a Word file with this body; further parts by name: `footnotes`, `header1`, `comments`, `core`."""
    kinds = {"header1": "header", "footer1": "footer"}
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kinds.get(name, name)}" Target="{name}.xml"/>'
        for number, name in enumerate(["styles", *(name for name in parts if name != "core")])
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": f"<Relationships xmlns='{PACKAGE}'>"
        f"<Relationship Id='a' Type='{RELATIONS}/officeDocument' Target='/{main}'/>"
        f"<Relationship Id='b' Type='{PACKAGE}/metadata/core-properties' Target='docProps/core.xml'/></Relationships>",
        main: wrapped("document", f"<w:body>{body}</w:body>", namespace),
        f"word/_rels/{main.rpartition('/')[2]}.rels": f"<Relationships xmlns='{PACKAGE}'>{relations}</Relationships>",
        "word/styles.xml": wrapped("styles", STYLES, namespace),
    }
    for name, content in parts.items():
        root = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
        files["docProps/core.xml" if name == "core" else f"word/{name}.xml"] = (
            f"<c:coreProperties xmlns:c='{CORE}' xmlns:dc='http://purl.org/dc/elements/1.1/'"
            f" xmlns:dcterms='http://purl.org/dc/terms/'>{content}</c:coreProperties>"
            if name == "core"
            else wrapped(root, content, namespace)
        )
    return zipped(files)


def wrapped(root: str, content: str, namespace: str = W) -> str:
    """Return XML with the namespaces of Word declared."""
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><w:{root} xmlns:w='{namespace}' xmlns:r='{RELATIONS}'"
        " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' xmlns:v='urn:schemas-microsoft-com:vml'"
        " xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
        f" xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>{content}</w:{root}>"
    )


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of texts or finished runs."""
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{own}{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def odt(text: str, *, styles: str = "", master: str = "", meta: str = "", manifest: str = "", automatic: str = "") -> bytes:
    """Return an OpenDocument text with this content."""
    names = "".join(
        f" xmlns:{prefix}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"
        for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("meta", "meta"),
                             ("draw", "drawing"), ("fo", "xsl-fo-compatible"))
    ) + " xmlns:dc='http://purl.org/dc/elements/1.1/'"  # fmt: skip
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content{names}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles{names}><office:styles>{styles}</office:styles>"
        f"<office:master-styles>{master}</office:master-styles></office:document-styles>",
        "meta.xml": f"<office:document-meta{names}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    })  # fmt: skip
