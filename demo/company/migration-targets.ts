/** Where the search can be asked without the provider's own distribution. */
export const secondSearchHost = 'quillmoor-2.algolia.net'

/** What the partner's gateway is called from now on. */
export const gatewayOfFraudChecks = 'api.eu.gatewarden.example'

/** The database at a provider that the stock is to move to. */
export const newStockHost = 'ep-late-owl-c7d1.eu-central-1.aws.neon.tech'
