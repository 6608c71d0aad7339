// The part of uPlot that the page uses. The server serves uPlot itself as /library/uplot.js.

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Series {
  stroke?: string;
  width?: number;
  dash?: number[];
  spanGaps?: boolean;
  points?: { show: boolean };
}

export interface Axis {
  stroke: string;
  font: string;
  grid: { stroke: string; width: number };
  ticks: { stroke: string; width: number };
  size?: number;
  space: number;
  values: (chart: Chart, splits: number[]) => string[];
}

export interface Options {
  width: number;
  height: number;
  legend: { show: boolean };
  cursor: { show: boolean };
  scales: { x: { time: boolean; range: [number, number] }; y: { range: [number, number] } };
  series: Series[];
  bands: { series: [number, number]; fill: string }[];
  hooks: { draw: ((chart: Chart) => void)[] };
  axes: Axis[];
}

export interface Chart {
  readonly root: HTMLElement;
  readonly ctx: CanvasRenderingContext2D;
  readonly bbox: Box;
  valToPos(value: number, scale: "x" | "y", ofCanvas: boolean): number;
}

declare const uPlot: new (options: Options, data: (number | null)[][], target: HTMLElement) => Chart;
export default uPlot;
