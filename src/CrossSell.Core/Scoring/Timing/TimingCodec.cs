namespace CrossSell;

/// <summary>Writes a timing model as a section of a model file, and reads it back: data only.</summary>
internal static class TimingCodec
{
    private const int TriggerBytes = 40;

    public static void Write(BinaryWriter writer, ProductTiming timing)
    {
        Write(writer, timing.BandEnds);
        Write(writer, timing.FirstHazards);
        Write(writer, timing.FirstWeights);
        Write(writer, timing.RepeatHazards);
        Write(writer, timing.RepeatWeights);
        Write(writer, timing.TriggerStarts);
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

        Write(writer, timing.Hazards);
        Write(writer, timing.Weights);
        Write(writer, timing.Signals);
    }

    /// <exception cref="InvalidDataException">The numbers contradict each other.</exception>
    public static ProductTiming Read(BinaryReader reader)
    {
        int[] ends = ReadIntegers(reader);
        double[] first = ReadNumbers(reader);
        double[] firstWeights = ReadNumbers(reader);
        double[] repeat = ReadNumbers(reader);
        double[] repeatWeights = ReadNumbers(reader);
        int[] starts = ReadIntegers(reader);
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
            Hazards = ReadNumbers(reader),
            Weights = ReadNumbers(reader),
            Signals = ReadNumbers(reader),
        };
        return timing.Validate() is { Count: > 0 } faults ? throw new InvalidDataException(faults[0]) : timing;
    }

    private static void Write(BinaryWriter writer, int[] numbers)
    {
        writer.Write(numbers.Length);
        foreach (int number in numbers)
        {
            writer.Write(number);
        }
    }

    private static void Write(BinaryWriter writer, double[] numbers)
    {
        writer.Write(numbers.Length);
        foreach (double number in numbers)
        {
            writer.Write(number);
        }
    }

    private static int[] ReadIntegers(BinaryReader reader)
    {
        var numbers = new int[ModelCodec.ReadCount(reader, sizeof(int))];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = reader.ReadInt32();
        }

        return numbers;
    }

    private static double[] ReadNumbers(BinaryReader reader)
    {
        var numbers = new double[ModelCodec.ReadCount(reader, sizeof(double))];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = reader.ReadDouble();
        }

        return numbers;
    }
}
