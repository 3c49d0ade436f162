"""Protocol page: the protocol file as a committee reads it, every rule with the section it comes from."""

import streamlit as st

from safety.views import chosen
from safety.views.criteria_in_words import criteria
from safety.views.labels import label, said
from safety.views.markup import heading
from safety.views.official_words import standing
from safety.views.protocol_in_words import boundaries, doses, exclusions, identity, rules, spans, stopping

protocol = chosen.review().protocol

st.html(identity(protocol))
left, right = st.columns(2, gap="large")
with left:
    st.html(heading(label("doses")))
    st.html(doses(protocol))
    st.html(heading(label("whose_answer")))
    st.html(spans(protocol))
with right:
    st.html(heading(label("boundaries"), label("boundaries_how")))
    st.html(boundaries(protocol))
    st.html(heading(label("stopping")))
    st.html(stopping(protocol))
st.html(
    heading(
        label("dlt_rules"),
        label(
            "related_means", related=said().listed(said().word(word) for word in sorted(protocol.dlt.related))
        ),
    )
)
st.html(standing())
st.html(rules(protocol))
st.html(heading(label("exclusions")))
st.html(exclusions(protocol))
st.html(heading(label("criteria"), label("criteria_how")))
st.html(criteria(protocol))
