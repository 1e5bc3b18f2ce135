"""Requests, for windows and the command line: all that an asker does with them. Owns nothing; it is by meaning in its neighbours:
`request_options` what is chosen, `request_making` how it gets to a relay, `request_collecting` what comes and whether it is true,
`request_reviewing` and `request_accepting` what becomes of it, `request_changing` what is wanted afterwards, `request_words` what
is written to clients, `request_watching` what is heard as it happens.
"""

from __future__ import annotations

from app.ops.request_accepting import accept as accept
from app.ops.request_accepting import reject as reject
from app.ops.request_changing import change as change
from app.ops.request_changing import extend as extend
from app.ops.request_changing import revoke as revoke
from app.ops.request_collecting import refresh as refresh
from app.ops.request_ledger import RequestView as RequestView
from app.ops.request_ledger import SubmissionView as SubmissionView
from app.ops.request_ledger import forget as forget
from app.ops.request_ledger import list_requests as list_requests
from app.ops.request_ledger import note_reminded as note_reminded
from app.ops.request_ledger import reopen as reopen
from app.ops.request_ledger import require_request as require_request
from app.ops.request_ledger import view_of as view_of
from app.ops.request_making import create_request as create_request
from app.ops.request_options import CreatedRequest as CreatedRequest
from app.ops.request_options import OwnField as OwnField
from app.ops.request_options import RequestKind as RequestKind
from app.ops.request_options import RequestOptions as RequestOptions
from app.ops.request_reviewing import Review as Review
from app.ops.request_reviewing import Twin as Twin
from app.ops.request_reviewing import review as review
from app.ops.request_reviewing import twins as twins
from app.ops.sharing import sharing_relay as sharing_relay
