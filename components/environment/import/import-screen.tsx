'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { PageHead } from '@/components/ui/page-head'
import { QueryContent } from '@/components/ui/query-content'
import { visibleText } from '@/components/ui/visible-text'
import { environmentImportQuery, type Given } from '@/lib/client/environment-import'
import { ImportInput } from './import-input'
import { ImportResult } from './import-result'

/** Takes manifests or a kustomization, and shows what they would change, environment by environment. */
export function ImportScreen() {
  const [given, setGiven] = useState<Given | null>(null)
  const query = useQuery(environmentImportQuery(given))
  const { data, error, refetch, isFetching } = query
  return (
    <>
      <PageHead
        title="Import"
        crumbs={
          <Link href="/environments" prefetch={false} className="hover:underline">
            Environments
          </Link>
        }
        actions={
          given && (
            <>
              <Button icon="ask" unavailable={isFetching} onClick={() => void refetch()}>
                Compare again
              </Button>
              <Button icon="x" onClick={() => setGiven(null)}>
                Others…
              </Button>
            </>
          )
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {data && error && (
          <Banner severity="unknown" title="This is not up to date.">
            {visibleText(error.message)}
          </Banner>
        )}
        {given === null ? (
          <div className="grid max-w-[900px] gap-3 px-5 py-3 max-sm:px-4">
            <p className="text-fg-2">
              What would it change? Give a kustomization with its base and overlays, or what it builds. Each Service is
              held against the cluster, and each difference can be planned as a change; nothing is written before that.
            </p>
            <ImportInput onGiven={(next) => setGiven({ ...next, number: Date.now() })} />
          </div>
        ) : (
          <QueryContent
            query={query}
            failed="It could not be compared"
            action={<Button onClick={() => setGiven(null)}>Give others</Button>}
          >
            {(result) => <ImportResult label={given.label} result={result} />}
          </QueryContent>
        )}
      </div>
    </>
  )
}
