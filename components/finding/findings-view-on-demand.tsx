'use client'

import dynamic from 'next/dynamic'

/** The findings, loaded when they are looked at: the list of aliases at the same address does without them. */
export const FindingsViewOnDemand = dynamic(() => import('./findings-view').then((module) => module.FindingsView))
