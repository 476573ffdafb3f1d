export type { AppDefinition } from './app-definition.ts';
export { supportApp } from './apps/support/app.ts';
export type { Pace } from './context.ts';
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
export type { Faults } from './faults.ts';
export type { Model, ModelAnswer, ModelFile, ModelRequest } from './model/model.ts';
export { scripted } from './model/scripted.ts';
export { tokenPieces } from './model/token-pieces.ts';
export type { ConversationRow, FileRow, MessageRow, WorldSnapshot } from './world.ts';
