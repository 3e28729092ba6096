"""The script that Streamlit runs for each visitor: which screens there are, and which is shown."""

import streamlit as st

from portal.screens.ask import ask
from portal.screens.case import case
from portal.screens.follow import follow
from portal.screens.promise import promise
from portal.screens.queue import queue
from portal.screens.visitor import visitor
from requests_log import Role

account = visitor()
works_here = account is not None
manages = account is not None and account.role is Role.MANAGER

# Every screen is always there, so that a link from a mail or a bookmark is never "not found";
# the menu names those that are of use to whoever is looking, and each screen checks for itself.
st.navigation(
    [
        st.Page(ask, title="Ask for a document", url_path="ask", default=True),
        st.Page(follow, title="Follow your request", url_path="follow"),
        st.Page(queue, title="Requests", url_path="queue", visibility="visible" if works_here else "hidden"),
        st.Page(case, title="Request", url_path="case", visibility="hidden"),
        st.Page(
            promise, title="Our promise", url_path="promise", visibility="visible" if manages else "hidden"
        ),
    ],
    position="top",
).run()
