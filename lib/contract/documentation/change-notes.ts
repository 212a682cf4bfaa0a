const service = { cluster: 'quillmoor', namespace: 'storefront', name: 'pages-api' }
const request = { kind: 'switch', service, to: 'green' }
const place = '/changes/quillmoor/storefront/pages-api/$CHANGE_ID'
const recordProblems = ['record-unavailable', 'read-only'] as const

/** Notes on plans, changes and migrations. */
export const changeNotes = {
  createPlan: {
    area: 'Plans and changes',
    more: 'The Service is read now, what would be written is tried on the API server (a dry run), and every precheck is made. `hash` names all that the plan rests on; it goes to `POST /changes` with the same request. A plan is kept nowhere: any replica takes it.',
    may: 'what the change itself takes: `patch`, `create` or `delete` services, and for addresses the same of endpointslices.discovery.k8s.io',
    problems: [
      'not-computable',
      'check-failed',
      'invalid-target',
      'invalid-ports',
      'invalid-addresses',
      'invalid-edit',
      'invalid-manifest',
      'already-exists',
      'change-not-applied',
      'already-undone',
      'unknown-change',
    ],
    example: { path: '/plans', body: request },
  },
  createChange: {
    area: 'Plans and changes',
    more: 'Checked in this order: identity, right, change id, hash, prechecks, dry run; then the intent is recorded and the Service is patched. 201 once it is applied; the proof goes on, and is seen in the change and on [the stream](#the-stream). A precheck with state `warn` needs its code in `acknowledge`, one with `block` an override with a reason of ten characters or more; `refuse` cannot be passed. The same change id again is answered with 200 and the same change, whatever became of it: after a timeout, send it again.',
    may: 'as the plan; for an override also `override` changes.signpost in its namespace',
    problems: [
      'plan-stale',
      'precheck',
      'invalid-hash',
      'change-id-reused',
      'change-in-flight',
      'gate-closed',
      'not-of-migration',
      'override-expired',
      'in-doubt',
      ...recordProblems,
    ],
    example: {
      path: '/changes',
      body: { request, hash: '$HASH', changeId: '$CHANGE_ID', acknowledge: [], overrides: [] },
    },
  },
  createProposal: {
    area: 'Plans and changes',
    more: 'For a Service that Argo CD, Flux or Helm keeps: nothing is written but the record. Every console waits seven days for the repository to bring it. [git.md](git.md) says more.',
    may: 'as the plan',
    problems: ['plan-stale', 'no-repository', 'several-writes', 'gate-closed', 'change-id-reused', ...recordProblems],
    example: {
      path: '/proposals',
      body: {
        request: {
          kind: 'retarget',
          service: { cluster: 'quillmoor', namespace: 'catalogue', name: 'stock-levels' },
          target: 'stock-green.eu.quillmoor.example',
        },
        hash: '$PROPOSAL_HASH',
        changeId: '$PROPOSAL_ID',
      },
    },
  },
  listChanges: {
    area: 'Plans and changes',
    more: 'Of those changed outside Signpost too, as far as they were seen.',
    may: 'everybody; the changes of Services that the viewer may see',
    problems: [],
    example: { path: '/changes?within=24h&limit=1' },
  },
  listServiceChanges: {
    area: 'Plans and changes',
    may: '`get` services in its namespace, also of a Service that is gone',
    problems: [],
    example: { path: '/services/quillmoor/storefront/pages-api/changes?limit=1' },
  },
  getChange: {
    area: 'Plans and changes',
    may: '`get` services in its namespace',
    problems: [],
    example: { path: place },
  },
  decideChange: {
    area: 'Plans and changes',
    more: '`keep` settles a change that is inconclusive or failed, `withdraw` a proposal that is waited for. To take a change back, plan `undo` with its id.',
    may: '`patch` services in its namespace',
    problems: ['not-waiting', ...recordProblems],
    example: {
      path: '/changes/quillmoor/catalogue/stock-levels/$PROPOSAL_ID/decision',
      body: { decision: 'withdraw', reason: 'comes with the next release' },
    },
  },
  listMigrations: {
    area: 'Migrations',
    may: 'everybody; the migrations of Services that the viewer may see',
    problems: [],
    example: { path: '/migrations?cluster=quillmoor&limit=1' },
  },
  startMigration: {
    area: 'Migrations',
    more: 'Nothing is changed by it: each phase is a change of its own, which names the migration. [migrations.md](migrations.md) has the patterns.',
    may: '`patch` services in its namespace',
    problems: ['invalid-migration', 'migration-open', 'migration-id-reused', 'migration-too-large', ...recordProblems],
    example: {
      path: '/migrations',
      body: {
        id: '$MIGRATION_ID',
        service: { cluster: 'quillmoor', namespace: 'payments', name: 'card-gateway' },
        spec: { pattern: 'provider-to-provider', target: 'api.gatewarden.example' },
        soakMinutes: 30,
      },
    },
  },
  getMigration: {
    area: 'Migrations',
    more: 'Gates are judged when it is asked for, from a plan of the next change: it takes as long as a plan.',
    may: '`get` services in its namespace',
    problems: [],
    example: { path: '/migrations/quillmoor/payments/card-gateway/$MIGRATION_ID' },
  },
  actOnMigration: {
    area: 'Migrations',
    may: '`patch` services in its namespace',
    problems: ['gate-closed', 'unknown-item', 'migration-ended', 'migration-gone', ...recordProblems],
    example: {
      path: '/migrations/quillmoor/payments/card-gateway/$MIGRATION_ID/actions',
      body: { action: 'note', text: 'The new provider has our certificate.' },
    },
  },
} as const
