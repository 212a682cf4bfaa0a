/** The columns of the changes by width, and the two lines of a narrow screen. */
export const historyGrid =
  'grid items-center pr-3 pl-2 max-sm:grid-cols-[24px_minmax(0,1fr)_auto] max-sm:grid-rows-[20px_18px] max-sm:content-center max-sm:pl-3 max-sm:pr-4 ' +
  'sm:grid-cols-[32px_132px_minmax(0,1fr)_168px_52px_88px] ' +
  'md:grid-cols-[32px_132px_minmax(0,1fr)_124px_176px_52px_88px] ' +
  'lg:grid-cols-[32px_140px_76px_minmax(0,1fr)_132px_184px_48px_52px_92px] ' +
  'xl:grid-cols-[32px_140px_76px_minmax(0,1.3fr)_132px_minmax(0,0.8fr)_208px_48px_52px_108px]'
