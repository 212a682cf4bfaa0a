import type { Metadata } from 'next'
import { ReviewReport } from '@/components/review/review-report'

export const metadata: Metadata = { title: 'Review report' }

export default function ReviewReportPage() {
  return <ReviewReport />
}
