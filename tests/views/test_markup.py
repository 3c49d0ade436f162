"""Text becomes text: whatever it holds, it is escaped where it is put in."""

from safety.views.markup import element, row, together, with_codes

BAD = '<b onclick="x">&'


def test_text_and_attributes_are_escaped():
    assert element("td", BAD) == "<td>&lt;b onclick=&quot;x&quot;&gt;&amp;</td>"
    assert element("td", title=BAD) == '<td title="&lt;b onclick=&quot;x&quot;&gt;&amp;"></td>'
    assert BAD not in row(BAD, together(BAD), with_codes(BAD, ["onclick"], coded))


def test_pieces_are_not_escaped_twice():
    assert element("p", element("b", "a"), " & ", None, 3) == "<p><b>a</b> &amp; 3</p>"


def coded(code):
    return element("b", code)


def test_every_code_in_a_text_is_shown_in_its_own_way():
    assert with_codes("If S-1 and S-10.", ["S-1", "S-10", ""], coded) == "If <b>S-1</b> and <b>S-10</b>."
    assert with_codes("S-1", [], coded) == "S-1"
