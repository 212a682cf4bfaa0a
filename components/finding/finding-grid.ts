/** The columns of the findings by width, and the two lines of a narrow screen. */
export const findingGrid =
  'grid items-center pr-4 pl-2 max-sm:grid-cols-[24px_minmax(0,1fr)] max-sm:grid-rows-[20px_18px] max-sm:content-center max-sm:pl-3 ' +
  'sm:grid-cols-[32px_minmax(0,1fr)_minmax(0,1fr)] ' +
  'md:grid-cols-[32px_200px_minmax(0,0.8fr)_minmax(0,1fr)] ' +
  'lg:grid-cols-[32px_212px_220px_minmax(0,1fr)_148px] ' +
  'xl:grid-cols-[32px_220px_248px_minmax(0,1fr)_164px_116px]'
