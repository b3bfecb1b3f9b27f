"""Who may do what: one row for each route, one column for each kind of caller. A route without a row fails the run."""

# Of operators, as the database knows them.
ROLES = ("super_admin", "moderator", "support", "finance")
CALLERS = ("nobody", "stranger_tenant", "stranger_host", "before_match", "after_match", "blocked", "suspended", "pending") + ROLES

# Stands for the caller's own: made fresh for each call, so that one call does not spoil the next.
LISTING_BODY, REQUIREMENT_BODY, SIGNUP_BODY, PHOTO_FORM, PICTURE_FORM, OWN_SESSION = "listing", "requirement", "signup", "photo", "picture", "session"
NOBODY_ID = "0192f000-0000-7000-8000-000000000000"


def everyone(status):
    return (status,) * len(CALLERS)


def people(nobody, tenant, host, before, after, blocked, suspended=401, pending=401, operators=403):
    """`operators` is one status for all roles, or those of the roles that may."""
    by_role = operators if isinstance(operators, dict) else dict.fromkeys(ROLES, operators)
    return (nobody, tenant, host, before, after, blocked, suspended, pending) + tuple(by_role.get(role, 403) for role in ROLES)


def own(status):
    """Anybody's own things, or things that are made: the same for all who are signed in."""
    return people(401, status, status, status, status, status)


# The listing, its payment and the photos are one host's; the requirement is the matched tenant's; {user_id} is the host.
# What the caller sees of somebody else's posting, but may not change.
FOREIGN = 403

# Columns:                            nobody tenant host before after blocked
MATRIX = {
    "POST /auth/signup": (everyone(201), SIGNUP_BODY),
    "POST /auth/verify-otp": (everyone(401), {"phone": "+919700000001", "channel": "phone", "otp": "000000"}),
    "POST /auth/resend-otp": (everyone(202), {"phone": "+919700000003", "channel": "phone"}),
    "POST /auth/login": (everyone(401), {"identifier": "+919700000002", "password": "wrong wrong wrong"}),
    "POST /auth/refresh": (everyone(401), {"refresh_token": "x" * 43}),
    "POST /auth/password/forgot": (everyone(202), {"identifier": "+919700000003"}),
    "POST /auth/password/reset": (everyone(401), {"identifier": "+919700000004", "otp": "000000", "password": "three blue kites 7"}),
    "POST /auth/logout": (own(204), OWN_SESSION),

    "GET /users/me": (own(200), None),
    "PUT /users/me": (own(200), {"whatsapp_opt_in": False}),
    "GET /users/{user_id}": (people(401, 200, 200, 200, 200, 404), None),
    "POST /users/{user_id}/block": (own(404), "of nobody"),
    "DELETE /users/{user_id}/block": (own(204), "of nobody"),
    "GET /users/me/blocks": (own(200), None),
    "POST /users/me/tenant-profile": (people(401, 409, 403, 409, 409, 409), "tenant profile"),
    "PUT /users/me/tenant-profile": (people(401, 200, 404, 200, 200, 200), {"age": 28}),
    "POST /users/me/host-profile": (people(401, 403, 409, 403, 403, 403), "host profile"),
    "PUT /users/me/host-profile": (people(401, 404, 200, 404, 404, 404), {"about": "The flat above ours."}),

    "GET /listings": (people(200, 200, 200, 200, 200, 200, operators=200), None),
    "GET /listings/my": (own(200), None),
    "POST /listings": (people(401, 403, 201, 403, 403, 403), LISTING_BODY),
    "GET /listings/{listing_id}": (people(200, 200, 200, 200, 200, 404, operators=200), None),
    "PUT /listings/{listing_id}": (people(401, FOREIGN, FOREIGN, FOREIGN, FOREIGN, 404), {"rent_monthly": 1}),
    "DELETE /listings/{listing_id}": (people(401, FOREIGN, FOREIGN, FOREIGN, FOREIGN, 404), None),
    "POST /listings/{listing_id}/photos": (people(401, FOREIGN, FOREIGN, FOREIGN, FOREIGN, 404), PHOTO_FORM),
    "DELETE /listings/{listing_id}/photos/{photo_id}": (people(401, FOREIGN, FOREIGN, FOREIGN, FOREIGN, 404), None),
    "PUT /listings/{listing_id}/photos/{photo_id}": (people(401, FOREIGN, FOREIGN, FOREIGN, FOREIGN, 404), PICTURE_FORM),
    "PUT /listings/{listing_id}/photos/order": (people(401, FOREIGN, FOREIGN, FOREIGN, FOREIGN, 404), "photo order"),
    "GET /reference": (everyone(200), None),
    "GET /media/photos/{key}": (everyone(404), None),

    "GET /requirements": (own(200), None),
    "GET /requirements/my": (own(200), None),
    "POST /requirements": (people(401, 201, 403, 201, 201, 201), REQUIREMENT_BODY),
    "GET /requirements/{requirement_id}": (people(401, 200, 200, 200, 200, 404), None),
    "PUT /requirements/{requirement_id}": (people(401, FOREIGN, FOREIGN, FOREIGN, FOREIGN, 404), {"budget_max": 90000}),
    "DELETE /requirements/{requirement_id}": (people(401, FOREIGN, FOREIGN, FOREIGN, FOREIGN, 404), None),

    "GET /feed/listings": (people(401, 404, 404, 404, 404, 404), None),
    "GET /feed/requirements": (people(401, 404, 404, 404, 404, 404), None),
    "POST /swipe": (people(401, 404, 404, 404, 404, 404), "as another's posting"),
    "POST /swipe/undo": (own(404), {"swipe_id": NOBODY_ID}),
    "GET /swipes/received": (own(200), None),
    "GET /matches": (own(200), None),
    "GET /matches/{match_id}": (people(401, 404, 404, 404, 200, 404), None),
    "GET /conversations": (own(200), None),
    "GET /conversations/{conversation_id}": (people(401, 404, 404, 404, 200, 404), None),
    "POST /conversations/{conversation_id}/messages": (people(401, 404, 404, 404, 201, 404), {"type": "text", "body": "Hello"}),
    "POST /conversations/{conversation_id}/read": (people(401, 404, 404, 404, 204, 404), {"sequence": 1}),

    "POST /payments/initiate": (people(401, FOREIGN, FOREIGN, FOREIGN, FOREIGN, 404), "for another's posting"),
    "GET /payments/{payment_id}": (people(401, 404, 404, 404, 404, 404), None),
    "POST /payments/callback": (people(401, 404, 404, 404, 404, 404), "of another's payment"),
    "POST /webhooks/sandbox": (everyone(401), "unsigned"),

    "GET /healthz": (everyone(200), None),
    "GET /readyz": (everyone(200), None),
    "GET /metrics": (everyone(200), None),
    "GET /openapi.json": (everyone(200), None),
    "GET /asyncapi.json": (everyone(200), None),
    "GET /": (everyone(200), None),
    "GET /ops/actors": (people(401, 403, 403, 403, 403, 403, operators={"super_admin": 200}), None),
    "GET /ops/threads": (people(401, 403, 403, 403, 403, 403, operators={"super_admin": 200}), None),
    "GET /ops/jobs": (people(401, 403, 403, 403, 403, 403, operators={"super_admin": 200}), None),
    "GET /dev/outbox": (everyone(200), None),
    "POST /dev/payments/{payment_id}/settle": (everyone(200), {"outcome": "success"}),

    # Ends what the rows above stand on, so it comes last.
    "DELETE /matches/{match_id}": (people(401, 404, 404, 404, 204, 404), None),
}

# The handshake of GET /ws, which OpenAPI has no words for: without a token, the first frame carries it.
WEBSOCKET = people(101, 101, 101, 101, 101, 101)
