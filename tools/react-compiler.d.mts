import type { ReactCompilerOptions } from '@vitejs/plugin-react';

export declare const compiler: ReactCompilerOptions;
