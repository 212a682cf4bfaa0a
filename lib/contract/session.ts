import { z } from 'zod'

const authModes = ['loopback', 'token'] as const

export const sessionSchema = z
  .object({
    identity: z.object({ user: z.string(), groups: z.array(z.string()), mode: z.enum(authModes) }),
    can: z.record(z.string(), z.boolean().nullable()),
    readOnly: z.boolean(),
  })
  .meta({ id: 'Session' })

export type Session = z.infer<typeof sessionSchema>
