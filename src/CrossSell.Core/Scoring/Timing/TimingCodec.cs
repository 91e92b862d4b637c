namespace CrossSell;

/// <summary>Writes a timing model as a section of a model file, and reads it back: data only.</summary>
internal static class TimingCodec
{
    private const int TriggerBytes = 40;

    public static void Write(BinaryWriter writer, ProductTiming timing)
    {
        Numbers.Write(writer, timing.BandEnds);
        Numbers.Write(writer, timing.FirstHazards);
        Numbers.Write(writer, timing.FirstWeights);
        Numbers.Write(writer, timing.RepeatHazards);
        Numbers.Write(writer, timing.RepeatWeights);
        Numbers.Write(writer, timing.TriggerStarts);
        writer.Write(timing.Triggers.Length);
        foreach (TimingTrigger trigger in timing.Triggers)
        {
            writer.Write(trigger.Product);
            writer.Write(trigger.Cause);
            writer.Write(trigger.FromDay);
            writer.Write(trigger.ToDay);
            writer.Write(trigger.Purchases);
            writer.Write(trigger.InWindow);
            writer.Write(trigger.Lift);
            writer.Write(trigger.PValue);
        }

        Numbers.Write(writer, timing.Hazards);
        Numbers.Write(writer, timing.Weights);
        Numbers.Write(writer, timing.Signals);
    }

    /// <exception cref="InvalidDataException">The numbers contradict each other.</exception>
    public static ProductTiming Read(BinaryReader reader)
    {
        int[] ends = Numbers.ReadInts(reader);
        double[] first = Numbers.ReadDoubles(reader);
        double[] firstWeights = Numbers.ReadDoubles(reader);
        double[] repeat = Numbers.ReadDoubles(reader);
        double[] repeatWeights = Numbers.ReadDoubles(reader);
        int[] starts = Numbers.ReadInts(reader);
        var triggers = new TimingTrigger[ModelCodec.ReadCount(reader, TriggerBytes)];
        for (int t = 0; t < triggers.Length; t++)
        {
            triggers[t] = new TimingTrigger(
                reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble());
        }

        var timing = new ProductTiming
        {
            BandEnds = ends,
            FirstHazards = first,
            FirstWeights = firstWeights,
            RepeatHazards = repeat,
            RepeatWeights = repeatWeights,
            TriggerStarts = starts,
            Triggers = triggers,
            Hazards = Numbers.ReadDoubles(reader),
            Weights = Numbers.ReadDoubles(reader),
            Signals = Numbers.ReadDoubles(reader),
        };
        return timing.Validate() is { Count: > 0 } faults ? throw new InvalidDataException(faults[0]) : timing;
    }
}
