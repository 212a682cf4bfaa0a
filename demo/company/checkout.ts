import { blueGreen } from './blue-green.ts'
import type { CompanyNamespace } from './company-namespace.ts'

const https = { https: 443 }
const postgres = { postgres: 5432 }
const rds = 'cx3k9f2a1b.eu-central-1.rds.amazonaws.com'
const database = { 'app.kubernetes.io/component': 'database' }
const payments = { 'a8r.io/owner': 'payments-team', 'a8r.io/runbook': 'https://runbooks.quillmoor.example/payments' }
const production = { environment: 'production' }

/** From the basket to the money. */
export const checkout: readonly CompanyNamespace[] = [
  {
    name: 'checkout',
    labels: { env: 'prod' },
    annotations: { 'backstage.io/owner': 'group:default/checkout' },
    aliases: [
      {
        name: 'orders-db',
        target: `quillmoor-orders.${rds}`,
        ports: postgres,
        labels: database,
        annotations: { owner: 'orders@quillmoor.example', description: 'Orders and their lines, writer' },
      },
      {
        name: 'orders-db-reader',
        target: `quillmoor-orders-ro.${rds}`,
        ports: postgres,
        labels: database,
      },
      ...blueGreen(
        'pricing',
        {
          active: 'pricing-blue.eu.quillmoor.example',
          blue: 'pricing-blue.eu.quillmoor.example',
          green: 'pricing-green.eu.quillmoor.example',
        },
        { ports: https },
      ),
      // Both move to larger instances: one is ready to be left, of the other nobody says that it takes no more writes.
      ...blueGreen(
        'customers-db',
        {
          active: `quillmoor-customers-a.${rds}`,
          blue: `quillmoor-customers-a.${rds}`,
          green: `quillmoor-customers-b.${rds}`,
          blueFenced: 'read-only, replication caught up, customers team',
        },
        { ports: postgres, labels: database, annotations: { 'backstage.io/owner': 'group:default/customers' } },
      ),
      ...blueGreen(
        'invoices-db',
        {
          active: `quillmoor-invoices-a.${rds}`,
          blue: `quillmoor-invoices-a.${rds}`,
          green: `quillmoor-invoices-b.${rds}`,
        },
        { ports: postgres, labels: database, annotations: { owner: 'orders@quillmoor.example' } },
      ),
      { name: 'fraud-check', target: 'api.gatewarden.example', ports: https },
      {
        name: 'loyalty',
        target: 'loyalty.crm.ams1.clusters.quillmoor.example',
        ports: https,
        annotations: { 'backstage.io/owner': 'group:default/customers' },
      },
      { name: 'exchange-rates', target: 'api.ratewell.example', ports: https },
      { name: 'vouchers', target: 'vouchers.catalogue.svc.cluster.local', ports: { http: 80 } },
    ],
    workloads: [
      // The orders move into the cluster: this one waits for the rest of their data.
      { name: 'orders-pg', kind: 'StatefulSet', replicas: 1, port: 5432 },
      {
        name: 'basket',
        kind: 'Deployment',
        replicas: 2,
        port: 8080,
        uses: { ORDERS_DB_HOST: 'orders-db', FRAUD_URL: 'https://fraud-check.checkout.svc.cluster.local/v2' },
      },
      // Written before there were aliases: they name the hosts themselves, and no switch reaches them.
      {
        name: 'month-end',
        kind: 'Deployment',
        replicas: 1,
        port: 8080,
        uses: {
          ORDERS_DSN: `postgres://quillmoor-orders.${rds}:5432/orders`,
          PRICES: 'https://pricing-blue.eu.quillmoor.example/v1',
        },
      },
    ],
  },
  {
    name: 'checkout-staging',
    labels: { environment: 'staging' },
    annotations: { 'backstage.io/owner': 'group:default/checkout' },
    aliases: [
      {
        name: 'orders-db',
        target: `quillmoor-orders-stg.${rds}`,
        ports: postgres,
        labels: database,
      },
      ...blueGreen(
        'pricing',
        {
          active: 'pricing-canary.stg.quillmoor.example',
          blue: 'pricing-blue.stg.quillmoor.example',
          green: 'pricing-green.stg.quillmoor.example',
        },
        { ports: https },
      ),
    ],
  },
  {
    name: 'payments',
    aliases: [
      { name: 'card-gateway', target: 'api.stripe.com', ports: https, labels: production, annotations: payments },
      {
        name: 'wallet-gateway',
        target: 'api.coinpurse.example',
        ports: https,
        labels: production,
        annotations: { ...payments, description: 'Wallet payments; has short outages now and then' },
      },
      {
        name: 'fraud-check',
        target: 'api.gatewarden.example',
        ports: https,
        labels: production,
        annotations: payments,
      },
      ...blueGreen(
        'acquirer',
        {
          active: 'acq-1.norderbank.example',
          blue: 'acq-1.norderbank.example',
          green: 'acq-2.norderbank.example',
        },
        {
          ...{ ports: https, labels: production, annotations: payments },
          freeze: { days: 21, reason: 'audit of the card payments' },
        },
      ),
      {
        name: 'ledger-db',
        target: 'quillmoor-ledger.postgres.database.azure.com',
        ports: postgres,
        labels: { ...production, ...database, 'app.kubernetes.io/part-of': 'ledger' },
      },
    ],
    workloads: [
      {
        name: 'cashier',
        kind: 'Deployment',
        replicas: 2,
        port: 8080,
        uses: { CARD_HOST: 'card-gateway', WALLET_HOST: 'wallet-gateway', LEDGER_HOST: 'ledger-db.payments.svc' },
      },
    ],
    policies: [{ name: 'https-only', ports: [443] }],
  },
]
