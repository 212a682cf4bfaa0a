import { z } from 'zod'
import { portProtocols } from '@/lib/domain/change/change-request'
import { colours } from '@/lib/domain/group/colour'
import { serviceRefSchema } from './fields'

export const targetSchema = z.string().min(1, 'must be a DNS name').max(254, 'must be at most 253 characters')

const portNumberSchema = z.int().min(1).max(65_535, 'must be between 1 and 65535, inclusive')

const portNameSchema = z
  .string()
  .regex(/^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/, 'must be the name of a port')
  .max(15)

const wantedPortSchema = z.strictObject({
  name: z.string().min(1).max(63).optional(),
  port: portNumberSchema,
  /** TCP when absent. */
  protocol: z.enum(portProtocols).optional(),
  /** The port itself when absent; the name of a port of the pods where there is a selector. */
  targetPort: z.union([portNumberSchema, portNameSchema]).optional(),
  appProtocol: z.string().min(1).max(253).optional(),
})

export const portsSchema = z.array(wantedPortSchema).max(32, 'must be at most 32 ports')

const keySchema = z.string().min(1).max(317)

const mostKeys = 64

/** A map in a request: at most 64 keys. */
function boundedRecord<Value extends z.ZodType>(value: Value) {
  return z
    .record(keySchema, value)
    .refine((map) => Object.keys(map).length <= mostKeys, `must have at most ${mostKeys} keys`)
}

/** Labels to set; null removes one. */
const labelsSchema = boundedRecord(z.string().max(63).nullable())
/** Annotations to set; null removes one. */
const annotationsSchema = boundedRecord(z.string().max(8_192, 'must be at most 8192 characters').nullable())
export const selectorSchema = boundedRecord(z.string().max(63)).refine(
  (selector) => Object.keys(selector).length > 0,
  'must name at least one label of the pods',
)

const longestManifest = 32_768

/** What a caller wants done to one Service; `kind` says which. */
export const changeRequestSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('switch'), service: serviceRefSchema, to: z.enum(colours) }),
    z.strictObject({ kind: z.literal('retarget'), service: serviceRefSchema, target: targetSchema }),
    z
      .strictObject({
        kind: z.literal('edit'),
        service: serviceRefSchema,
        target: targetSchema.optional(),
        ports: portsSchema.optional(),
        labels: labelsSchema.optional(),
        annotations: annotationsSchema.optional(),
      })
      .refine(
        ({ target, ports, labels, annotations }) => (target ?? ports ?? labels ?? annotations) !== undefined,
        'must name what is to be edited: target, ports, labels or annotations',
      ),
    z
      .strictObject({
        kind: z.literal('annotate'),
        service: serviceRefSchema,
        labels: labelsSchema.optional(),
        annotations: annotationsSchema.optional(),
      })
      .refine(({ labels, annotations }) => (labels ?? annotations) !== undefined, 'must name labels or annotations'),
    z.strictObject({
      kind: z.literal('create'),
      service: serviceRefSchema,
      /** A Service of type ExternalName as it is to be made: an object, or YAML or JSON text of one. */
      manifest: z.union([
        z.string().max(longestManifest, `must be at most ${longestManifest} characters`),
        z.record(z.string(), z.unknown()),
      ]),
    }),
    z.strictObject({ kind: z.literal('delete'), service: serviceRefSchema }),
    z.strictObject({
      kind: z.literal('to-cluster-ip'),
      service: serviceRefSchema,
      selector: selectorSchema,
      ports: portsSchema.min(1, 'must name at least one port'),
    }),
    z
      .strictObject({
        kind: z.literal('to-headless'),
        service: serviceRefSchema,
        /** Labels of the pods that a headless Service is to lead to. */
        selector: selectorSchema.optional(),
        /** Where a headless Service without a selector is to lead; each once. */
        addresses: z.array(z.string().min(2).max(45, 'must be an IP address')).min(1).max(32).optional(),
        /** Ports of the Service; behind each one, the port of the pods or addresses. */
        ports: portsSchema,
      })
      .refine(
        ({ selector, addresses }) => (selector === undefined) !== (addresses === undefined),
        'must name either selector or addresses',
      ),
    z.strictObject({ kind: z.literal('to-external-name'), service: serviceRefSchema, target: targetSchema }),
    z.strictObject({
      kind: z.literal('undo'),
      service: serviceRefSchema,
      changeId: z.uuid('must be the UUID of a change'),
    }),
  ])
  .meta({ id: 'ChangeRequest' })
