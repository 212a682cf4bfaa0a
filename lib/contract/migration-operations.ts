import { z } from 'zod'
import {
  migrationActionSchema,
  migrationSchema,
  migrationsPageSchema,
  migrationsQuerySchema,
  newMigrationSchema,
} from './migrations'
import { operation } from './operation'
import { serviceParamsSchema } from './services'

const none = z.strictObject({})
const migrationParams = serviceParamsSchema.extend({ id: z.uuid('must be the UUID of a migration') })
const migration = '/migrations/{cluster}/{namespace}/{name}/{id}' as const

/** Guided migrations. */
export const migrationOperations = {
  listMigrations: operation({
    operationId: 'listMigrations',
    method: 'GET',
    path: '/migrations',
    summary: 'The migrations of Services that the viewer may see, open ones first, with the phase that each is at',
    params: none,
    query: migrationsQuerySchema,
    body: null,
    response: { kind: 'json', schema: migrationsPageSchema },
    statuses: [200],
  }),
  startMigration: operation({
    operationId: 'startMigration',
    method: 'POST',
    writes: true,
    path: '/migrations',
    summary: 'Begin a migration by one of six patterns; 200 for an id that was used before with the same request',
    params: none,
    query: none,
    body: newMigrationSchema,
    response: { kind: 'json', schema: migrationSchema },
    statuses: [201, 200],
  }),
  getMigration: operation({
    operationId: 'getMigration',
    method: 'GET',
    path: migration,
    summary:
      'One migration with its phases and gates, judged now from its changes, people’s word and a plan of the next change',
    params: migrationParams,
    query: none,
    body: null,
    response: { kind: 'json', schema: migrationSchema },
    statuses: [200],
  }),
  actOnMigration: operation({
    operationId: 'actOnMigration',
    method: 'POST',
    writes: true,
    path: `${migration}/actions`,
    summary: 'Vouch for an item or take that back, leave a note, finish or abandon the migration',
    params: migrationParams,
    query: none,
    body: migrationActionSchema,
    response: { kind: 'json', schema: migrationSchema },
    statuses: [200],
  }),
} as const
