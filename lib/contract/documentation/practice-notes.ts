const manifest = `apiVersion: v1
kind: Service
metadata: {name: exchange-rates, namespace: checkout}
spec: {type: ExternalName, externalName: api.rates.example.com}
`

/** Notes on environments and reviews. */
export const practiceNotes = {
  listEnvironments: {
    area: 'Environments',
    may: 'everybody; cells of namespaces that the viewer may see',
    problems: [],
    example: { path: '/environments?state=stands-out&limit=1' },
  },
  exportEnvironments: {
    area: 'Environments',
    more: '[environments.md](environments.md) says what is written. At most 1,000 Services at once.',
    may: 'everybody; the Services that the viewer may see',
    problems: ['too-many'],
    example: { path: '/environments/export?namespace=payments&format=json' },
  },
  importEnvironments: {
    area: 'Environments',
    more: 'Manifests as text, files of a kustomization, or an archive of them. Each change that comes out can be planned as it is.',
    may: 'everybody; what the viewer may not see counts as not there',
    problems: ['archive'],
    example: {
      path: '/environments/import',
      body: { cluster: 'quillmoor', files: [{ path: 'exchange-rates.yaml', text: manifest }] },
    },
  },
  listReviews: {
    area: 'Reviews',
    more: '[reviews.md](reviews.md) says when an alias is due, and whose it is.',
    may: 'everybody; the aliases that the viewer may see',
    problems: [],
    example: { path: '/reviews?queue=open&limit=1' },
  },
  createReview: {
    area: 'Reviews',
    more: 'A decision names the hash of what was looked at and the decision before it: when either is another by now, it is 409 and nothing is recorded. Several items at once can only be confirmed, and only those that are as they were.',
    may: '`create` reviews.signpost in the namespace',
    problems: ['reviewed-meanwhile', 'changed-meanwhile', 'record-unavailable', 'read-only'],
    example: {
      path: '/reviews',
      body: {
        decision: 'confirm',
        items: [
          {
            cluster: 'quillmoor',
            namespace: 'payments',
            name: 'card-gateway',
            uid: '$REVIEW_UID',
            hash: '$REVIEW_HASH',
            previous: '$REVIEW_PREVIOUS',
          },
        ],
      },
    },
  },
} as const
