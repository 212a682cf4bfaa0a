/** What holds for every call of the API, said before the calls. */
export const apiHead = `# The HTTP API

Everything the pages show and do goes through \`/api/v1\`; programs use the same calls. The console describes them at \`/api/openapi.json\` (OpenAPI 3.1), for client generators and for anybody who reaches it. This page is that document for people, written by \`node scripts/render-api.ts\`; [api-schemas.md](api-schemas.md) has the schemas.

The examples are those of \`npm run demo\`; their answers came from it. Set the address first:

\`\`\`sh
SIGNPOST=http://127.0.0.1:7420
curl -sS "$SIGNPOST/api/v1/session"
\`\`\`

## Who asks

| mode | what a program sends |
|---|---|
| \`loopback\` | nothing: it is the kubeconfig's user |
| \`token\`, \`oidc\` | \`Authorization: Bearer\` with a Kubernetes token of its own |
| \`proxy\` | what the proxy asks for; the console believes only the proxy |

\`\`\`sh
curl -sS -H "Authorization: Bearer $TOKEN" "$SIGNPOST/api/v1/session"
\`\`\`

\`TOKEN\` is what \`kubectl create token\` gives, or one of your provider's; no token is read from an address. Every answer is filtered by what that identity may \`get\` and \`list\` in Kubernetes, asked at most a minute ago; every write to a Service is made with its rights. What one may not see is answered as what is not there: a list without it, or 404. Without an identity only \`/healthz\`, \`/readyz\`, \`/api/openapi.json\` and the sign-in answer. [sign-in.md](sign-in.md) and [permissions.md](permissions.md) say more.

## Requests and answers

- Bodies are JSON in UTF-8, at most 1 MiB, with \`Content-Type: application/json\`; an address has at most 8 KiB. A member or parameter that is not known is refused, so that a misspelt filter does not go unnoticed.
- Answers are JSON unless a call says otherwise, and never cached (\`no-store\`). Later versions may add members; none changes its meaning within \`/api/v1\`.
- A browser's write needs the console's own \`Origin\`. A program sends neither \`Origin\` nor Fetch Metadata, and passes.
- Every answer has an \`X-Request-Id\`, that of the request where it gave a usable one; [the log](logs.md) tells requests by it.
- Names in paths are percent-encoded segment by segment.

## Refusals

Every refusal is \`application/problem+json\` (RFC 9457): \`status\` and \`title\`, \`detail\` for people, \`code\` for programs. \`causes\` names each field that is wrong; 403 has \`verb\`, \`resource\` and \`namespace\` of the right that is missing; 409 of a plan has \`seen\`, \`now\` and \`wanted\`; 422 \`precheck\` has \`prechecks\`. [Problems](#problems) lists the codes.

\`\`\`sh
curl -sS "$SIGNPOST/api/v1/services?limit=9000"
\`\`\`

\`\`\`json
{
  "type": "about:blank",
  "title": "Cannot be done as asked",
  "status": 422,
  "detail": "query: limit must be 1 to 500",
  "code": "invalid",
  "causes": [{ "field": "limit", "message": "must be 1 to 500" }],
  "requestId": "7b0f8a5e-3c1d-4c55-9a3e-2f6f1f1f9d0c"
}
\`\`\`

\`429\` and \`503\` carry \`Retry-After\` in seconds. A \`500\` is a fault of the console, whatever was sent.

## Windows

Lists give a window: \`limit\` (100 unless said, 500 at most) from \`offset\` on, with \`total\`. They are computed anew for each request, and sorted so that equal keys stand in order of namespace and name; what is added or goes between two windows moves the rest by one. Programs that read a whole list to keep it in step read it once and then follow the stream.

Filters may be repeated: any of the values, and none of those with \`!\` before them (\`=\` before a value that itself begins with \`!\` or \`=\`). At most 50 values of each.

## The stream

\`GET /api/v1/events\` is an event stream (\`text/event-stream\`). Each event's data is JSON; \`revision\` counts up by one with each \`rows\` event, also where the viewer may see nothing of it.

| event | data | what to do |
|---|---|---|
| \`rows\` | \`{revision, upserts: Row[], removes: ref[]}\` | put them into the list; a revision that does not follow the last one means reading again |
| \`clusters\` | \`{clusters: ClusterStatus[]}\` | show them |
| \`changes\` | \`{changes: Change[]}\`, whenever one reaches a state | show them |
| \`resync\` | \`{revision, reason}\` | read again what is on screen: at the start, when rights changed, when a reader is too slow |

Comments keep it open. It ends with the sign-in, and when the console stops; \`retry\` says when to come back. \`SIGNPOST_STREAM_LIMIT\` streams of one identity are open at once.

## Limits

\`SIGNPOST_RATE_LIMIT\` requests a minute and identity, and \`SIGNPOST_ASK_LIMIT\` questions to DNS, the port or the log; past either it is 429 with \`Retry-After\`. [configure.md](configure.md) has both.

## Changing something

A change takes two calls, so that nobody writes what they have not seen:

1. \`POST /plans\` reads what is there, tries the writes on the API server (\`dryRun=All\`), and gives \`writes\`, \`prechecks\` and a \`hash\`. Nothing is written: it is the dry run of every change.
2. \`POST /changes\` sends the same request with that \`hash\` and a \`changeId\` that the caller makes. Whatever the plan rests on is read again, and a difference refuses the change with 409 \`plan-stale\`.

**Sending twice is safe.** The same \`changeId\` with the same request gives the same change, with 200 in place of 201, whatever became of it; after a timeout or a lost connection send it again. The same holds for the ids of proposals and migrations. The id is also the \`Audit-ID\` of the writes, so that the API server's audit log names it.

A console that only reads (\`SIGNPOST_READ_ONLY\`) refuses every write with 403 \`read-only\`; plans are still made.
`
