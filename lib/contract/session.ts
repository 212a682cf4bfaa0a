import { z } from 'zod'
import { signInModes } from '@/lib/domain/session/sign-in-mode'

export const sessionSchema = z
  .object({
    identity: z.object({ user: z.string(), groups: z.array(z.string()), mode: z.enum(signInModes) }),
    /** The clusters that know the viewer by another name, and by which; absent where none does. */
    names: z.record(z.string(), z.string()).optional(),
    /** What is wrong with the sign-in although it still holds, such as a provider that does not answer. */
    problem: z.string().optional(),
    can: z.record(z.string(), z.boolean().nullable()),
    readOnly: z.boolean(),
    /** When a switch is looked at before it is made: when its plan asks for something, or always (`SIGNPOST_CONFIRM`). */
    confirm: z.enum(['when-needed', 'always']),
  })
  .meta({ id: 'Session' })

export type Session = z.infer<typeof sessionSchema>
