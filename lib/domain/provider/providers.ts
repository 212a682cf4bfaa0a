import { awsDataProviders } from './aws-data-providers'
import { awsWebProviders } from './aws-web-providers'
import { azureDataProviders } from './azure-data-providers'
import { azureWebProviders } from './azure-web-providers'
import { cloudProviders } from './cloud-providers'
import { databaseProviders } from './database-providers'
import { edgeProviders } from './edge-providers'
import { googleProviders } from './google-providers'
import type { Provider } from './provider'
import { queueProviders } from './queue-providers'
import { saasProviders } from './saas-providers'

/** Every managed service that is known by its host names, one entry per suffix, in no order of weight. */
export const providers: readonly Provider[] = [
  ...awsDataProviders,
  ...awsWebProviders,
  ...azureDataProviders,
  ...azureWebProviders,
  ...googleProviders,
  ...cloudProviders,
  ...databaseProviders,
  ...queueProviders,
  ...saasProviders,
  ...edgeProviders,
]
