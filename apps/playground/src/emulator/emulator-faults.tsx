import { useId } from 'react';
import type { EmulatorControlsProps } from './emulator-controls.tsx';
import { faultFields, offValue } from './fault-fields.ts';

/** All that can go wrong on purpose. */
export function EmulatorFaults({ store, state }: EmulatorControlsProps) {
  const id = useId();
  const { faults, settings } = state;
  const isRandom = settings.randomSeed !== null;
  return (
    <section className="faults emulator-faults" aria-label="Faults">
      <h2>Faults</h2>
      {faultFields.map(({ name, title, note, on }) => {
        const value = faults?.[name] ?? offValue(name);
        return (
          <div key={name} className="fault">
            <span id={`${id}-${name}`}>{title}</span>
            <small id={`${id}-${name}-note`}>{note}</small>
            {on === undefined ? (
              <input
                type="number"
                aria-labelledby={`${id}-${name}`}
                aria-describedby={`${id}-${name}-note`}
                value={typeof value === 'number' ? value : ''}
                onChange={({ target }) =>
                  store.setFaults({
                    [name]: Number.isNaN(target.valueAsNumber) ? offValue(name) : target.valueAsNumber,
                  })
                }
              />
            ) : (
              <button
                type="button"
                role="switch"
                className="switch"
                aria-checked={value === on}
                aria-labelledby={`${id}-${name}`}
                aria-describedby={`${id}-${name}-note`}
                onClick={() => store.setFaults({ [name]: value === on ? offValue(name) : on })}
              />
            )}
          </div>
        );
      })}
      <div className="fault">
        <span id={`${id}-random`}>Faults by chance</span>
        <small>{isRandom ? `Seed ${settings.randomSeed}` : 'One request in five meets one'}</small>
        <button
          type="button"
          role="switch"
          className="switch"
          aria-checked={isRandom}
          aria-labelledby={`${id}-random`}
          onClick={() => void store.open({ randomSeed: isRandom ? null : Math.floor(Math.random() * 100_000) })}
        />
      </div>
    </section>
  );
}
