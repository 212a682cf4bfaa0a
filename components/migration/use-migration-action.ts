'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { actOn, migrationQuery } from '@/lib/client/migration-queries'
import { cacheKeys } from '@/lib/client/queries'
import type { MigrationView, migrationActionSchema } from '@/lib/contract/migrations'

type Action = z.input<typeof migrationActionSchema>

/** Acts on a migration, and shows it as it is then. */
export function useMigrationAction(migration: MigrationView, onDone: () => void = () => undefined) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (action: Action) => actOn(migration, action),
    onSuccess: (now) => {
      queryClient.setQueryData(migrationQuery({ ...migration.service, id: migration.id }).queryKey, now)
      void queryClient.invalidateQueries({ queryKey: cacheKeys.migrationLists })
      onDone()
    },
  })
}
