import type { MermaidConfig } from 'mermaid'

export type ThemeName = 'light' | 'dark'

interface Palette {
  canvas: string
  sunken: string
  raised: string
  line: string
  link: string
  text: string
  text2: string
  text3: string
  signal: string
  subject: string
  subjectLine: string
  onSubject: string
  onSubject2: string
  critical: string
  criticalBg: string
  criticalLine: string
  blue: string
  blueBg: string
  blueLine: string
  green: string
  greenBg: string
  greenLine: string
}

// Hex, because Mermaid computes with its colours; the same values as the tokens of the design system.
const palettes: Record<ThemeName, Palette> = {
  light: {
    canvas: '#ffffff',
    sunken: '#f5f5f7',
    raised: '#ffffff',
    line: '#dedfe4',
    link: '#858995',
    text: '#16171b',
    text2: '#484b55',
    text3: '#676b77',
    signal: '#676b77',
    subject: '#1a1b20',
    subjectLine: '#1a1b20',
    onSubject: '#ffffff',
    onSubject2: '#b9bcc6',
    critical: '#b81d27',
    criticalBg: '#fef2f1',
    criticalLine: '#f5cdca',
    blue: '#0b5cd5',
    blueBg: '#f2f7ff',
    blueLine: '#bcd5fb',
    green: '#0a7530',
    greenBg: '#effaf2',
    greenLine: '#b3e0c1',
  },
  dark: {
    canvas: '#0e0f12',
    sunken: '#14161a',
    raised: '#16181c',
    line: '#2a2d34',
    link: '#6b707c',
    text: '#ecedf0',
    text2: '#abafba',
    text3: '#8b909c',
    signal: '#8b909c',
    subject: '#30343e',
    subjectLine: '#5b606d',
    onSubject: '#f2f3f5',
    onSubject2: '#b4b8c2',
    critical: '#ff8080',
    criticalBg: '#261214',
    criticalLine: '#5a2529',
    blue: '#69abff',
    blueBg: '#0f1826',
    blueLine: '#23446f',
    green: '#46d283',
    greenBg: '#0d1c14',
    greenLine: '#1f5435',
  },
}

/** The colour of the page behind a diagram, for pictures that are saved. */
export function diagramBackground(theme: ThemeName): string {
  return palettes[theme].canvas
}

/** Mermaid's settings for a theme: strict, SVG labels, dagre, own colours. */
export function diagramConfig(theme: ThemeName, fonts: { sans: string; mono: string }): MermaidConfig {
  const palette = palettes[theme]
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    maxTextSize: 50_000,
    maxEdges: 200,
    theme: 'base',
    layout: 'dagre',
    look: 'classic',
    htmlLabels: false,
    fontFamily: fonts.sans,
    fontSize: 12,
    themeVariables: themeVariables(palette, fonts.sans),
    themeCSS: themeCss(palette, fonts.mono),
    flowchart: {
      htmlLabels: false,
      curve: 'basis',
      nodeSpacing: 20,
      rankSpacing: 44,
      padding: 10,
      minNodeWidth: 64,
      wrappingWidth: 1000,
      useMaxWidth: false,
      subGraphTitleMargin: { top: 2, bottom: 6 },
    },
    sequence: {
      mirrorActors: false,
      messageMargin: 14,
      boxMargin: 6,
      boxTextMargin: 4,
      actorMargin: 14,
      width: 112,
      wrapPadding: 4,
      height: 38,
      noteMargin: 8,
      bottomMarginAdj: 0,
      diagramMarginX: 4,
      diagramMarginY: 4,
      useMaxWidth: false,
      actorFontSize: 12,
      messageFontSize: 11,
      noteFontSize: 11,
      actorFontFamily: fonts.sans,
      messageFontFamily: fonts.sans,
      noteFontFamily: fonts.sans,
    },
  }
}

function themeVariables(palette: Palette, fontFamily: string): Record<string, string> {
  return {
    fontFamily,
    fontSize: '12px',
    background: palette.canvas,
    edgeLabelBackground: palette.canvas,
    primaryColor: palette.raised,
    mainBkg: palette.raised,
    primaryBorderColor: palette.line,
    nodeBorder: palette.line,
    primaryTextColor: palette.text,
    nodeTextColor: palette.text,
    textColor: palette.text,
    titleColor: palette.text3,
    secondaryColor: palette.sunken,
    tertiaryColor: palette.sunken,
    clusterBkg: palette.sunken,
    clusterBorder: palette.sunken,
    actorBkg: palette.sunken,
    actorBorder: palette.line,
    actorLineColor: palette.line,
    actorTextColor: palette.text,
    labelBoxBkgColor: palette.sunken,
    labelBoxBorderColor: palette.line,
    lineColor: palette.link,
    defaultLinkColor: palette.link,
    signalColor: palette.signal,
    signalTextColor: palette.text2,
    loopTextColor: palette.text2,
    labelTextColor: palette.text2,
    noteBkgColor: palette.criticalBg,
    noteBorderColor: palette.criticalLine,
    noteTextColor: palette.critical,
  }
}

function themeCss(palette: Palette, mono: string): string {
  return [flowCss(palette, mono), edgeCss(palette), sequenceCss(palette, mono)].join('\n')
}

function flowCss(palette: Palette, mono: string): string {
  const node = (name: string, fill: string, stroke: string, second: string) =>
    `.node.${name} rect { fill: ${fill} !important; stroke: ${stroke} !important; }
     .node.${name} .text-outer-tspan:not(:first-child) { fill: ${second} !important; }`
  return `
    .node rect { rx: 6px; ry: 6px; stroke-width: 1px; }
    .cluster rect { rx: 8px; ry: 8px; }
    .cluster .text-inner-tspan { fill: ${palette.text3}; font-size: 11px; }
    .node .text-outer-tspan { font-size: 14.5px; }
    .node .text-inner-tspan { font-size: 11px; }
    .node .text-outer-tspan:not(:first-child) { fill: ${palette.text3}; }
    .node:not(.alias, .people, .nobody, .client) .text-outer-tspan:first-child { font-family: ${mono}; }
    .node:not(.alias, .people, .nobody, .client) .text-outer-tspan:first-child .text-inner-tspan { font-size: 11.5px; }
    .node:is(.alias, .people, .nobody, .client) .text-outer-tspan:first-child .text-inner-tspan { font-weight: 600; font-size: 12.5px; }
    .node:is(.alias, .subject) .text-outer-tspan:first-child { fill: ${palette.onSubject}; }
    ${node('alias', palette.subject, palette.subjectLine, palette.onSubject2)}
    ${node('subject', palette.subject, palette.subjectLine, palette.onSubject2)}
    ${node('nobody', 'transparent', palette.link, palette.text3)}
    .node.nobody rect { stroke-dasharray: 4 3; }
    ${node('bad', palette.criticalBg, palette.criticalLine, palette.critical)}
    ${node('terminal', palette.sunken, palette.line, palette.text3)}
    ${node('out', 'transparent', palette.link, palette.text3)}
    .node.out rect { stroke-dasharray: 4 3; }
    ${node('blue', palette.blueBg, palette.blueLine, palette.blue)}
    ${node('green', palette.greenBg, palette.greenLine, palette.green)}
    ${node('blueStandby', palette.canvas, palette.blueLine, palette.blue)}
    ${node('greenStandby', palette.canvas, palette.greenLine, palette.green)}
    .blueStandby .text-outer-tspan:first-child, .greenStandby .text-outer-tspan:first-child { fill: ${palette.text2}; }`
}

function edgeCss(palette: Palette): string {
  const lane = (kind: string, colour: string) =>
    `path[data-id^='${kind}'] { stroke: ${colour} !important; stroke-width: 2px !important; }`
  return `
    .flowchart-link { stroke-width: 1.5px; }
    path[data-id^='broken'] { stroke: ${palette.critical} !important; stroke-dasharray: 4 3 !important; }
    path[data-id^='silent'] { stroke-dasharray: 4 3 !important; }
    marker[id*='crossEnd'] path { stroke: ${palette.critical} !important; }
    ${lane('blue', palette.blue)}
    ${lane('green', palette.green)}
    .edgeLabel .text-inner-tspan { font-size: 11px; fill: ${palette.text2}; }
    .edgeLabel rect.background { fill: ${palette.canvas}; opacity: 1; }`
}

function sequenceCss(palette: Palette, mono: string): string {
  return `
    rect.rect { fill: ${palette.sunken}; stroke: none; rx: 6px; }
    rect.actor { rx: 5px; ry: 5px; }
    text.actor tspan { fill: ${palette.text}; font-weight: 500; }
    text.actor.detail tspan { font-family: ${mono}; font-size: 10.5px; font-weight: 400; fill: ${palette.text3}; }
    .messageText { stroke: ${palette.sunken}; stroke-width: 4px; paint-order: stroke; fill: ${palette.text2}; }
    .messageLine0, .messageLine1 { stroke-width: 1.25px; }
    .messageText.fails { fill: ${palette.critical}; }
    .lost { stroke: ${palette.critical} !important; }
    .phase-title { fill: ${palette.text2}; font-size: 11px; stroke: ${palette.sunken}; stroke-width: 4px; paint-order: stroke; }
    .note { rx: 4px; ry: 4px; }
    .note.quiet { fill: ${palette.raised}; stroke: ${palette.line}; }
    .noteText.quiet, .noteText.quiet tspan { fill: ${palette.text2}; }`
}
