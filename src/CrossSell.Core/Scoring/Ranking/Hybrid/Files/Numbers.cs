using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>Columns of numbers in a section: the count, then the numbers, little-endian.</summary>
internal static class Numbers
{
    public static void Write(BinaryWriter writer, ReadOnlySpan<int> numbers)
    {
        writer.Write(numbers.Length);
        foreach (int number in numbers)
        {
            writer.Write(number);
        }
    }

    public static void Write(BinaryWriter writer, ReadOnlySpan<double> numbers)
    {
        writer.Write(numbers.Length);
        foreach (double number in numbers)
        {
            writer.Write(number);
        }
    }

    public static void Write(BinaryWriter writer, ReadOnlySpan<float> numbers)
    {
        writer.Write(numbers.Length);
        foreach (float number in numbers)
        {
            writer.Write(number);
        }
    }

    public static void Write(BinaryWriter writer, ReadOnlySpan<bool> answers)
    {
        writer.Write(answers.Length);
        writer.Write(MemoryMarshal.AsBytes(answers));
    }

    public static int[] ReadInts(BinaryReader reader) => Read(reader, sizeof(int), static reader => reader.ReadInt32());

    public static double[] ReadDoubles(BinaryReader reader) => Read(reader, sizeof(double), static reader => reader.ReadDouble());

    public static float[] ReadFloats(BinaryReader reader) => Read(reader, sizeof(float), static reader => reader.ReadSingle());

    public static bool[] ReadAnswers(BinaryReader reader) => Read(reader, 1, static reader => reader.ReadBoolean());

    private static T[] Read<T>(BinaryReader reader, int bytes, Func<BinaryReader, T> one)
    {
        var numbers = new T[ModelCodec.ReadCount(reader, bytes)];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = one(reader);
        }

        return numbers;
    }
}
