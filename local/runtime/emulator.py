"""Runs MiniStack, writes its state soon after each change, and answers five condition keys as AWS does.

MiniStack by itself writes its state when it ends in order. Killed, it would forget every key, role, secret and table since
its start, while Pulumi's state still names them.
"""

import asyncio
import json
import re

from ministack import app as ministack
from ministack.core import iam_actions, iam_evaluator
from ministack.core.persistence import save_all
from ministack.services import kms

# From the first change to the write: long enough for the changes of one engine step to share a write of some milliseconds.
SETTLE_SECONDS = 0.25

answer = ministack.app
pending = None


def save():
    """Writes every service's state; each file is replaced whole, and one that cannot be written is logged."""
    global pending
    pending = None
    save_all(ministack._build_persistence_save_dict())


async def app(scope, receive, send):
    """Answers as MiniStack does; what may have changed something is followed by a write."""
    global pending
    try:
        await answer(scope, receive, send)
    finally:
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD") and pending is None:
            pending = asyncio.get_running_loop().call_later(SETTLE_SECONDS, save)


resolve_condition_key = iam_evaluator._resolve_condition_key
object_context = iam_actions._s3_object_context
request_context = iam_actions.request_tag_context
SSE_KEY_ID = "x-amz-server-side-encryption-aws-kms-key-id"


def condition_value(key, context):
    """What MiniStack makes of a condition key, and what it gets wrong.

    `aws:PrincipalArn` of a role's session is the role's ARN; MiniStack gives the session's. `aws:SecureTransport` is true of
    services, which call each other inside, and of root, which MiniStack also takes when SQS asks a queue's policy without
    the request: whether a role came by TLS is decided before that. `kms:ResourceAliases` are all aliases of the key.
    """
    if key.lower() == "kms:resourcealiases":
        return aliases_of(context.resource_arn)
    if key.lower() == "aws:securetransport" and context.principal_type in ("Root", "Service"):
        return "true"
    value = resolve_condition_key(key, context)
    if key.lower() != "aws:principalarn" or not isinstance(value, str):
        return value
    return re.sub(r"^arn:([^:]+):sts::(\d+):assumed-role/([^/]+)/.*$", r"arn:\1:iam::\2:role/\3", value)


def aliases_of(key_arn):
    """Names of a KMS key's aliases, `alias/...`; nothing when it has none."""
    key_id = key_arn.rsplit("/", 1)[-1]
    names = [arn.split(":", 5)[5] for arn, target in kms._aliases.items() if target.rsplit("/", 1)[-1] == key_id]
    return names or None


def with_mac_algorithm(service, iam_action, body, params):
    """`kms:MacAlgorithm` of a request for a message authentication code, which MiniStack leaves out."""
    context = request_context(service, iam_action, body, params)
    if iam_action in ("kms:GenerateMac", "kms:VerifyMac"):
        return {**context, "kms:macalgorithm": json.loads(body).get("MacAlgorithm")}
    return context


def with_kms_key(iam_action, query_params, path, headers):
    """`s3:x-amz-server-side-encryption-aws-kms-key-id` of a put, which MiniStack leaves out."""
    context = object_context(iam_action, query_params, path, headers)
    if iam_action == "s3:PutObject" and headers.get(SSE_KEY_ID):
        context[f"s3:{SSE_KEY_ID}"] = headers[SSE_KEY_ID]
    return context


iam_evaluator._resolve_condition_key = condition_value
iam_actions._s3_object_context = with_kms_key
iam_actions.request_tag_context = with_mac_algorithm
ministack.app = app
ministack.main()
