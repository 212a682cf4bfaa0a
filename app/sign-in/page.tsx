import type { Metadata } from 'next'
import { SignInScreen } from '@/components/sign-in/sign-in-screen'
import { signInChoice } from '@/lib/http/sign-in-choice'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  return <SignInScreen {...(await signInChoice(await searchParams))} />
}
