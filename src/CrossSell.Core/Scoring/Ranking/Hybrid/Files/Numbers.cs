using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>Lists of numbers in a section: the count, then the numbers, little-endian; and columns, which are aligned and used where they lie.</summary>
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

    /// <summary>The count, zeros up to the next multiple of 64 of the section, then the numbers.</summary>
    public static void WriteColumn<T>(BinaryWriter writer, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        FlatSection.RequireLittleEndian();
        writer.Write(numbers.Length);
        writer.Flush();
        writer.Write(new byte[FlatSection.Align(writer.BaseStream.Position) - writer.BaseStream.Position]);
        writer.Write(MemoryMarshal.AsBytes(numbers));
    }

    /// <summary>A column as <see cref="WriteColumn"/> wrote it: where it lies, of the section of a file; a copy, of anything else.</summary>
    /// <exception cref="InvalidDataException">There are fewer bytes than the column says.</exception>
    public static ReadOnlyMemory<T> ReadColumn<T>(BinaryReader reader)
        where T : unmanaged
    {
        FlatSection.RequireLittleEndian();
        int count = reader.ReadInt32();
        long first = FlatSection.Align(reader.BaseStream.Position);
        long left = reader.BaseStream.Length - first;
        long bytes = (long)count * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        if (count < 0 || bytes > left)
        {
            throw new InvalidDataException($"a column of {count} numbers does not fit the {Math.Max(0, left)} bytes that follow");
        }

        reader.BaseStream.Position = first;
        if (reader is SectionReader section)
        {
            return section.Take<T>(count);
        }

        var numbers = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
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
