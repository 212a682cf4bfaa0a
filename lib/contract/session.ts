import { z } from 'zod'

const authModes = ['loopback', 'token'] as const

export const sessionSchema = z
  .object({
    identity: z.object({ user: z.string(), groups: z.array(z.string()), mode: z.enum(authModes) }),
    can: z.record(z.string(), z.boolean().nullable()),
    readOnly: z.boolean(),
    /** When a switch is looked at before it is made: when its plan asks for something, or always (`SIGNPOST_CONFIRM`). */
    confirm: z.enum(['when-needed', 'always']),
  })
  .meta({ id: 'Session' })

export type Session = z.infer<typeof sessionSchema>
