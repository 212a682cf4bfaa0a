/** The columns of the reviews by width, and the two lines of a narrow screen. */
export const reviewsGrid =
  'grid items-center pr-4 pl-3 max-sm:grid-cols-[24px_minmax(0,1fr)_auto] max-sm:grid-rows-[20px_18px] max-sm:content-center ' +
  'sm:grid-cols-[36px_26px_150px_minmax(0,1fr)_96px_104px] ' +
  'md:grid-cols-[36px_26px_150px_104px_minmax(0,1fr)_96px_104px] ' +
  'lg:grid-cols-[36px_26px_160px_110px_minmax(0,1fr)_148px_76px_96px_104px] ' +
  'xl:grid-cols-[36px_26px_172px_120px_minmax(0,1fr)_176px_92px_104px_120px]'
