"""Text becomes text: whatever it holds, it is escaped where it is put in."""

from safety.views.markup import element, row, together, unbroken

BAD = '<b onclick="x">&'


def test_text_and_attributes_are_escaped():
    assert element("td", BAD) == "<td>&lt;b onclick=&quot;x&quot;&gt;&amp;</td>"
    assert element("td", title=BAD) == '<td title="&lt;b onclick=&quot;x&quot;&gt;&amp;"></td>'
    assert BAD not in row(BAD, together(BAD), unbroken(BAD, ["onclick"]))


def test_pieces_are_not_escaped_twice():
    assert element("p", element("b", "a"), " & ", None, 3) == "<p><b>a</b> &amp; 3</p>"


def test_codes_do_not_break():
    assert unbroken("If S-1 and S-10.", ["S-1", "S-10", ""]) == (
        'If <span class="code">S-1</span> and <span class="code">S-10</span>.'
    )
    assert unbroken("S-1", []) == "S-1"
