"""Zotero RDF, read: as this program writes it, and as Zotero does."""

import pytest

from joinedup_refs import formats
from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import Record
from joinedup_refs.notation.csl import from_csl, to_csl

FORMAT = formats.find("zotero-rdf")
HEAD = """<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/"
 xmlns:vcard="http://nwalsh.com/rdf/vCard#">
"""
ARTICLE = """    <bib:Article rdf:about="#item_1">
        <z:itemType>journalArticle</z:itemType>
        <dcterms:isPartOf rdf:resource="urn:issn:1234-5679"/>
        <bib:authors>
            <rdf:Seq>
                <rdf:li>
                    <foaf:Person>
                       <foaf:surname>van der Linden</foaf:surname>
                       <foaf:givenName>Jo</foaf:givenName>
                    </foaf:Person>
                </rdf:li>
                <rdf:li><foaf:Person>
                    <foaf:surname>Board of Roads</foaf:surname>
                </foaf:Person></rdf:li>
            </rdf:Seq>
        </bib:authors>
        <dcterms:isReferencedBy rdf:resource="#item_9"/>
        <link:link rdf:resource="#item_8"/>
        <dc:subject>care, old</dc:subject>
        <dc:subject><z:AutomaticTag><rdf:value>towns</rdf:value></z:AutomaticTag></dc:subject>
        <dc:title>A long road</dc:title>
        <dcterms:abstract>It is long.</dcterms:abstract>
        <dc:date>2013-02</dc:date>
        <z:language>en</z:language>
        <z:libraryCatalog>A Catalogue</z:libraryCatalog>
        <dc:identifier>
            <dcterms:URI><rdf:value>https://example.org/a?b=1&amp;c=2</rdf:value></dcterms:URI>
        </dc:identifier>
        <dcterms:dateSubmitted>2024-01-31 10:11:12</dcterms:dateSubmitted>
        <dc:description>PMID: 123
Citation Key: linden2013
A word of mine</dc:description>
        <bib:pages>3-19</bib:pages>
    </bib:Article>
    <bib:Journal rdf:about="urn:issn:1234-5679">
        <prism:volume>7</prism:volume>
        <dc:title>Journal of Roads</dc:title>
        <dc:identifier>DOI 10.5555/x</dc:identifier>
        <prism:number>2</prism:number>
        <dcterms:alternative>J. Roads</dcterms:alternative>
        <dc:identifier>ISSN 1234-5679</dc:identifier>
    </bib:Journal>
    <bib:Memo rdf:about="#item_9">
       <rdf:value>&lt;p&gt;One&lt;br/&gt;two &amp;amp; three&lt;/p&gt;
&lt;p&gt;Four&lt;/p&gt;</rdf:value>
    </bib:Memo>
    <z:Attachment rdf:about="#item_8">
        <z:itemType>attachment</z:itemType>
        <dc:title>PDF</dc:title>
    </z:Attachment>
"""
CHAPTER = """    <bib:BookSection rdf:about="urn:isbn:0-306-40615-2">
        <z:itemType>bookSection</z:itemType>
        <dcterms:isPartOf>
            <bib:Book>
                <dc:identifier>ISBN 0-306-40615-2</dc:identifier>
                <prism:volume>2</prism:volume>
                <dc:title>A Handbook</dc:title>
                <dcterms:isPartOf>
                    <bib:Series><dc:title>Plans</dc:title><dc:identifier>9</dc:identifier></bib:Series>
                </dcterms:isPartOf>
            </bib:Book>
        </dcterms:isPartOf>
        <dc:publisher>
            <foaf:Organization>
                <vcard:adr><vcard:Address><vcard:locality>Cork</vcard:locality></vcard:Address></vcard:adr>
                <foaf:name>Smith</foaf:name>
            </foaf:Organization>
        </dc:publisher>
        <bib:editors>
            <rdf:Seq><rdf:li><foaf:Person><foaf:surname>Grey</foaf:surname>
              <foaf:givenName>Thomas, Jr.</foaf:givenName></foaf:Person></rdf:li></rdf:Seq>
        </bib:editors>
        <dc:title>Joint work</dc:title>
        <dc:date>March 2001</dc:date>
        <z:numPages>12</z:numPages>
    </bib:BookSection>
"""


def rdf(*parts):
    return f"{HEAD}{''.join(parts)}</rdf:RDF>\n"


def test_an_article_as_zotero_exports_it():
    (record,) = FORMAT.read(rdf(ARTICLE))
    assert record.key == "linden2013"
    assert to_csl(record.reference) == {
        "type": "article-journal",
        "citation-key": "linden2013",
        "author": [
            {"family": "Linden", "given": "Jo", "non-dropping-particle": "van der"},
            {"literal": "Board of Roads"},
        ],
        "title": "A long road",
        "container-title": "Journal of Roads",
        "container-title-short": "J. Roads",
        "volume": "7",
        "issue": "2",
        "page": "3-19",
        "issued": {"date-parts": [[2013, 2]]},
        "accessed": {"date-parts": [[2024, 1, 31]]},
        "ISSN": "1234-5679",
        "DOI": "10.5555/x",
        "PMID": "123",
        "URL": "https://example.org/a?b=1&c=2",
        "language": "en",
        "source": "A Catalogue",
        "abstract": "It is long.",
        "keyword": "care, old; towns",
        "note": "A word of mine\n\nOne\ntwo & three\n\nFour",
    }


def test_a_chapter_with_its_book_within_it():
    (record,) = FORMAT.read(rdf(CHAPTER))
    found = to_csl(record.reference)
    assert found == {
        "type": "chapter",
        "title": "Joint work",
        "editor": [{"family": "Grey", "given": "Thomas", "suffix": "Jr."}],
        "container-title": "A Handbook",
        "collection-title": "Plans",
        "collection-number": "9",
        "volume": "2",
        "publisher": "Smith",
        "publisher-place": "Cork",
        "issued": {"date-parts": [[2001, 3]]},
        "ISBN": "0-306-40615-2",
        "zotero.numPages": "12",
    }


def test_what_zotero_exports_is_written_so_that_it_reads_the_same():
    records = FORMAT.read(rdf(ARTICLE, CHAPTER))
    again = FORMAT.read(FORMAT.write(records, "zotero"))
    assert again[0] == records[0]
    assert again[1].reference.model_copy(update={"citation_key": ""}) == records[1].reference


@pytest.mark.parametrize(
    "item",
    [
        {"type": "paper-conference", "event-title": "Meeting", "event-place": "Rome"},
        {"type": "paper-conference", "container-title": "Proc", "publisher-place": "Bonn"},
        {
            "type": "paper-conference",
            "event-title": "Meeting",
            "event-place": "Rome",
            "publisher-place": "Bonn",
        },
        {"type": "speech", "event-title": "Meeting", "event-place": "Rome"},
        {"type": "speech", "publisher-place": "Bonn"},
    ],
)
def test_places_of_conferences_and_of_publishers_stay_apart(item):
    text = FORMAT.write([Record("r1", from_csl(item), "k")], "zotero")
    assert to_csl(FORMAT.read(text)[0].reference) == item | {"citation-key": "k"}


def test_a_record_that_is_not_closed_spoils_no_other():
    broken = ARTICLE.replace("</bib:Article>", "").replace("</dc:title>", "", 1)
    text = rdf(broken, CHAPTER)
    assert [to_csl(r.reference)["type"] for r in FORMAT.read(text)] == [
        "article-journal",
        "chapter",
    ]
    assert 11 in {gap.line for gap in FORMAT.gaps(text)}


def test_only_works_are_records_and_the_rest_stands_aside():
    text = rdf(ARTICLE, CHAPTER)
    held = FORMAT.open(text)
    (start, end), _ = (entry.at for entry in held.entries)
    assert text[start:end].startswith("<bib:Article")
    assert text[start:end].endswith("</bib:Article>")
    assert held.leftover == ()


def test_a_file_without_items_is_told():
    with pytest.raises(FormatInvalid, match="no item"):
        FORMAT.read(rdf())
    assert FORMAT.read("") == ()
