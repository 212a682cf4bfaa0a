/** One `code` of a problem document: with which status it comes, what happened, and what whoever called can do. */
export interface ProblemNote {
  code: string
  status: number
  means: string
  todo: string
}

const signIn = 'Sign in, or send another token: [sign-in.md](sign-in.md#what-it-says) has each reason.'

/** Every `code` that the API answers with. Those of the sign-in are in docs/sign-in.md, which says more of them. */
export const problemNotes: readonly ProblemNote[] = [
  {
    code: 'path',
    status: 400,
    means: 'The path is not percent-encoded UTF-8.',
    todo: 'Encode each segment by itself.',
  },
  { code: 'malformed-json', status: 400, means: 'The body is no JSON.', todo: 'Send one JSON value in UTF-8.' },
  { code: 'unauthenticated', status: 401, means: 'Nobody is signed in, or no token was sent.', todo: signIn },
  { code: 'token-refused', status: 401, means: 'The API server does not know the token.', todo: signIn },
  { code: 'token-expired', status: 401, means: 'The API server does not take the token any more.', todo: signIn },
  {
    code: 'forbidden',
    status: 403,
    means: 'A right is missing. `verb`, `resource` and `namespace` name it.',
    todo: 'Ask for that right: [permissions.md](permissions.md) has the roles.',
  },
  {
    code: 'read-only',
    status: 403,
    means: 'The console only reads (`SIGNPOST_READ_ONLY`).',
    todo: 'Use a console that may write; no right helps here.',
  },
  {
    code: 'cross-origin',
    status: 403,
    means: 'A browser sent a write from a page of another origin.',
    todo: 'Send it from the console’s own pages, or from a program, which sends no `Origin`. Behind a proxy the `Host` has to be passed on.',
  },
  {
    code: 'not-found',
    status: 404,
    means: 'There is no such object or call, or the viewer may not see it: neither can be told from the other.',
    todo: 'Check cluster, namespace and name, then whether you may `get` it.',
  },
  {
    code: 'conflict',
    status: 409,
    means: 'The object was changed meanwhile.',
    todo: 'Read again, and decide again.',
  },
  {
    code: 'already-exists',
    status: 409,
    means: 'An object of that name is there already.',
    todo: 'Choose another name, or edit the one that is there.',
  },
  {
    code: 'plan-stale',
    status: 409,
    means: 'What the plan rests on has changed. `seen`, `now` and `wanted` say how it was, is, and should have become.',
    todo: 'Plan again, look at the new plan, and carry that one out.',
  },
  {
    code: 'change-id-reused',
    status: 409,
    means: 'The change id was used for another request.',
    todo: 'Make a new UUID for each change; the same one is only for sending the same request again.',
  },
  {
    code: 'change-in-flight',
    status: 409,
    means: 'Another change of the Service is being applied.',
    todo: 'Wait for it: it is at `GET …/changes`.',
  },
  {
    code: 'not-waiting',
    status: 409,
    means: 'The change waits for no such decision any more.',
    todo: 'Read the change: its state says what became of it.',
  },
  {
    code: 'reviewed-meanwhile',
    status: 409,
    means: 'Somebody else decided since the review was read. `review` is that decision.',
    todo: 'Read it, then decide with its id as `previous`.',
  },
  {
    code: 'changed-meanwhile',
    status: 409,
    means: 'The alias is not what was looked at: target, type, ports, owner, or the object itself.',
    todo: 'Look at it again, and send the new `hash` and `uid`.',
  },
  {
    code: 'migration-open',
    status: 409,
    means: 'The Service has an open migration. `migration` is its id.',
    todo: 'Go on with that one, or abandon it.',
  },
  {
    code: 'migration-id-reused',
    status: 409,
    means: 'The id was used for another migration.',
    todo: 'Make a new UUID.',
  },
  { code: 'migration-ended', status: 409, means: 'The migration is finished or abandoned.', todo: 'Begin another.' },
  {
    code: 'gate-closed',
    status: 409,
    means:
      'The phase of the migration may not begin, or the migration not be finished: `gate` says what keeps it closed.',
    todo: 'Meet what the gate asks; it is judged anew each time.',
  },
  {
    code: 'migration-gone',
    status: 409,
    means: 'The record of the Service does not hold the migration any more.',
    todo: 'Read the list again.',
  },
  {
    code: 'too-large',
    status: 413,
    means: 'The body is larger than 1 MiB, or what the API server sent is larger than is read.',
    todo: 'Send less: several requests, or a narrower filter.',
  },
  { code: 'url-too-long', status: 414, means: 'The address is longer than 8 KiB.', todo: 'Send fewer filters.' },
  {
    code: 'media-type',
    status: 415,
    means: 'The body is not said to be JSON.',
    todo: 'Send `Content-Type: application/json`.',
  },
  {
    code: 'host',
    status: 421,
    means: 'The console is not known under that `Host`.',
    todo: 'Use a name of `SIGNPOST_HOSTS`, or add this one there.',
  },
  {
    code: 'invalid',
    status: 422,
    means:
      'A parameter or a member of the body is wrong, or not known. `causes` names each field. With status 400 an API server refused the request itself.',
    todo: 'Correct the fields that are named.',
  },
  {
    code: 'unprocessable',
    status: 422,
    means:
      'The request can be read and not be done: most often the API server refused the object, with its words in `causes`.',
    todo: 'Correct what it names.',
  },
  {
    code: 'not-computable',
    status: 422,
    means:
      'The change cannot be computed from what the Service is now: a switch without a group, a move to the type it has.',
    todo: '`detail` says what is missing; make that first, or choose another kind of change.',
  },
  {
    code: 'invalid-target',
    status: 422,
    means: 'The target is none that the API server would store.',
    todo: 'Give a DNS name in lower case, of at most 253 characters.',
  },
  {
    code: 'invalid-addresses',
    status: 422,
    means: 'What was given is no IP address, or one is given twice.',
    todo: 'Correct the entry that `causes` names.',
  },
  {
    code: 'invalid-ports',
    status: 422,
    means: 'A target port is a name, where the Service leads to addresses and not to pods.',
    todo: 'Give numbers.',
  },
  {
    code: 'invalid-edit',
    status: 422,
    means: 'The edits are of the annotation that Signpost keeps for itself, or of more than 16 KiB together.',
    todo: 'Leave `signpost/last-change` alone; make several smaller edits.',
  },
  {
    code: 'invalid-manifest',
    status: 422,
    means: 'The manifest cannot be read, or is not of an ExternalName Service with that name and namespace.',
    todo: 'Correct the line that `detail` names.',
  },
  {
    code: 'precheck',
    status: 422,
    means: 'A precheck was not passed. `prechecks` has all of them, anew; nothing was recorded.',
    todo: 'Acknowledge the codes that warn, override those that block, or mend what they found.',
  },
  { code: 'invalid-hash', status: 422, means: '`hash` is none that a plan gave.', todo: 'Send the hash as it came.' },
  {
    code: 'override-expired',
    status: 422,
    means: 'The time that an override was given for is over.',
    todo: 'Plan again, and give it anew.',
  },
  {
    code: 'unknown-change',
    status: 422,
    means: 'The Service has no record of the change that is to be undone.',
    todo: 'The record keeps twenty: retarget to the place it came from.',
  },
  {
    code: 'change-not-applied',
    status: 422,
    means: 'The change that is to be undone was never applied.',
    todo: 'There is nothing to undo.',
  },
  { code: 'already-undone', status: 422, means: 'It was undone before.', todo: 'There is nothing to undo.' },
  {
    code: 'no-repository',
    status: 422,
    means: 'Nothing keeps the Service from a repository, so that no proposal would arrive.',
    todo: 'Carry the change out here.',
  },
  {
    code: 'several-writes',
    status: 422,
    means: 'The change writes EndpointSlices as well, which no patch for a repository is made for.',
    todo: 'Make it here.',
  },
  {
    code: 'invalid-migration',
    status: 422,
    means: 'The pattern does not fit the Service. `causes` names the field.',
    todo: 'Choose another pattern or another goal.',
  },
  {
    code: 'unknown-item',
    status: 422,
    means: 'The checklist of the migration has no such item.',
    todo: 'Take its `id` from the phases of the migration.',
  },
  {
    code: 'not-of-migration',
    status: 422,
    means: 'The change is none that this phase of the migration asks for.',
    todo: 'Send one of `requests` of the phase as it stands there, or leave `migration` away.',
  },
  {
    code: 'migration-too-large',
    status: 422,
    means: 'The record of the Service has no room for it.',
    todo: 'Fewer aliases or waves in one migration.',
  },
  {
    code: 'policy-rule',
    status: 422,
    means: 'A rule is not known, or no admission policy can say it.',
    todo: '`GET /findings/policy?format=json` lists those that can be chosen.',
  },
  {
    code: 'archive',
    status: 422,
    means: 'The archive is no tar or tar.gz, is larger than is read, or names a file outside of itself.',
    todo: 'Make it anew from the folder of the kustomization.',
  },
  {
    code: 'too-many',
    status: 422,
    means: 'One export takes fewer Services.',
    todo: 'Narrow it by q, cluster, namespace or owner.',
  },
  {
    code: 'rate-limited',
    status: 429,
    means:
      'One identity asked more than it may: requests (`SIGNPOST_RATE_LIMIT`), questions to DNS (`SIGNPOST_ASK_LIMIT`) or streams (`SIGNPOST_STREAM_LIMIT`).',
    todo: 'Wait for the seconds in `Retry-After`.',
  },
  {
    code: 'unavailable',
    status: 503,
    means: 'The console is starting or stopping, a cluster does not answer, or its API server is busy.',
    todo: 'Try again after `Retry-After`; *clusters* of any list says since when and why.',
  },
  {
    code: 'overloaded',
    status: 503,
    means: 'Memory or the event loop is near its end, so that streams, exports and lists of more than 200 wait.',
    todo: 'Try again after `Retry-After`; smaller windows and changes are answered meanwhile. [The runbook](runbook.md#loadshed) says more.',
  },
  {
    code: 'unreachable',
    status: 503,
    means: 'No connection to the API server came about, or it broke.',
    todo: 'See [the states of a cluster](troubleshooting.md#states-of-a-cluster).',
  },
  {
    code: 'timeout',
    status: 503,
    means: 'The API server did not answer in time.',
    todo: 'Try again after `Retry-After`. A change may have been applied: send it again with the same change id.',
  },
  {
    code: 'check-failed',
    status: 503,
    means: 'Whether the viewer may do it could not be asked. That is not a denial.',
    todo: 'Try again after `Retry-After`.',
  },
  {
    code: 'in-doubt',
    status: 503,
    means: 'The API server broke off while the change was written, and does not say yet whether it took it.',
    todo: 'Send the same request with the same change id: within seconds it tells how the change ended.',
  },
  {
    code: 'record-unavailable',
    status: 503,
    means: 'The record of changes or reviews could not be written, so that nothing was done.',
    todo: 'Give the console identity its right on ConfigMaps: [runbook.md](runbook.md#records-cannot-be-written).',
  },
  {
    code: 'credentials',
    status: 503,
    means: 'The console’s own credentials for the cluster cannot be used: an exec plugin failed, a file is missing.',
    todo: 'See [the runbook](runbook.md#a-cluster-is-not-read).',
  },
  {
    code: 'broken-answer',
    status: 503,
    means: 'What came back is no answer of a Kubernetes API server.',
    todo: 'Look what stands between: a proxy, a captive portal, the wrong address.',
  },
  {
    code: 'internal',
    status: 500,
    means: 'A fault of the console. Nothing that a client sends should lead here.',
    todo: 'The log has it; [report it](runbook.md#what-to-collect-for-a-report).',
  },
]
