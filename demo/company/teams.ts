/** A team of the company as the console's settings name it. */
export interface CompanyTeam {
  readonly name: string
  readonly groups: readonly string[]
  readonly owners?: readonly string[]
  readonly contacts?: readonly string[]
}

const chat = (channel: string) => `https://chat.quillmoor.example/${channel}`

/** The teams that the company keeps a list of; whoever starts the demo is one of the platform's. Networking and machine learning are not in it. */
export const teams: readonly CompanyTeam[] = [
  {
    name: 'platform',
    groups: ['system:masters', 'platform-engineers'],
    owners: ['identity', 'messaging'],
    contacts: [chat('platform'), 'mailto:platform@quillmoor.example'],
  },
  {
    name: 'storefront',
    groups: ['storefront-developers'],
    owners: ['storefront-team', 'storefront@quillmoor.example'],
    contacts: [chat('storefront')],
  },
  {
    name: 'payments',
    groups: ['payments-developers'],
    owners: ['payments-team'],
    contacts: [chat('payments'), 'pager 41'],
  },
  { name: 'checkout', groups: ['system:masters', 'checkout-developers'], contacts: [chat('checkout')] },
  { name: 'orders', groups: ['checkout-developers'], owners: ['orders@quillmoor.example'] },
  { name: 'customers', groups: ['customers-developers'] },
  { name: 'metadata', groups: ['catalogue-developers'], owners: ['digital'], contacts: [chat('catalogue')] },
  { name: 'logistics', groups: ['logistics'], owners: ['carriers@quillmoor.example', 'halls@quillmoor.example'] },
  { name: 'shop-systems', groups: ['shop-systems'] },
  { name: 'data', groups: ['data-engineers'], owners: ['data@quillmoor.example'], contacts: [chat('data')] },
]

/** How often the company looks at its aliases, in days. */
export const reviewDays = { days: 90, environments: { development: 180 }, noticeDays: 14, followUpDays: 30 }
