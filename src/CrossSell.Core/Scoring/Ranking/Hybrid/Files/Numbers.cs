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

    public static int[] ReadInts(BinaryReader reader) => Read<int>(reader);

    public static double[] ReadDoubles(BinaryReader reader) => Read<double>(reader);

    public static float[] ReadFloats(BinaryReader reader) => Read<float>(reader);

    public static bool[] ReadAnswers(BinaryReader reader) => Array.ConvertAll(Read<byte>(reader), answer => answer != 0);

    // One copy for all of them, however many there are.
    private static T[] Read<T>(BinaryReader reader)
        where T : unmanaged
    {
        var numbers = new T[ModelCodec.ReadCount(reader, System.Runtime.CompilerServices.Unsafe.SizeOf<T>())];
        Span<byte> bytes = MemoryMarshal.AsBytes(numbers.AsSpan());
        reader.BaseStream.ReadExactly(bytes);
        if (!BitConverter.IsLittleEndian)
        {
            for (int at = 0; at < bytes.Length; at += bytes.Length / numbers.Length)
            {
                bytes.Slice(at, bytes.Length / numbers.Length).Reverse();
            }
        }

        return numbers;
    }
}
