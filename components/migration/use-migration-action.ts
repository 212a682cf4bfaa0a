'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { actOn, type MigrationActionInput, migrationQuery } from '@/lib/client/migration-queries'
import { cacheKeys } from '@/lib/client/queries'
import type { MigrationView } from '@/lib/contract/migrations'

/** Acts on a migration, and shows it as it is then. */
export function useMigrationAction(migration: MigrationView, onDone: () => void = () => undefined) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (action: MigrationActionInput) => actOn(migration, action),
    onSuccess: (now) => {
      queryClient.setQueryData(migrationQuery({ ...migration.service, id: migration.id }).queryKey, now)
      void queryClient.invalidateQueries({ queryKey: cacheKeys.migrationLists })
      onDone()
    },
  })
}
