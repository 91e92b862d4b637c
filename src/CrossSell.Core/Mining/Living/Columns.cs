using System.Runtime.InteropServices;
using System.Text;

namespace CrossSell.Mining.Living;

/// <summary>Arrays in a section of a file: their length, then their values, little-endian.</summary>
internal static class Columns
{
    public static ReadOnlyMemory<byte> Write(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    public static void Write(BinaryWriter writer, ReadOnlySpan<int> numbers)
    {
        writer.Write(numbers.Length);
        foreach (int number in numbers)
        {
            writer.Write(number);
        }
    }

    public static void Write(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (string text in texts)
        {
            writer.Write(text);
        }
    }

    /// <summary>Reads one section to its end.</summary>
    /// <exception cref="ModelFormatException">It is missing, from a later release, or does not hold what it must.</exception>
    public static T Read<T>(IReadOnlyList<FileSection> sections, string name, int version, string source, Func<BinaryReader, T> read)
    {
        FileSection section = sections.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.Ordinal))
            ?? throw new ModelFormatException(source, $"it has no section '{name}'");
        if (section.Version < 1 || section.Version > version)
        {
            throw new ModelFormatException(source, $"section '{name}' has version {section.Version}, and this release reads up to version {version}; a later release wrote it");
        }

        using var reader = new BinaryReader(new MemoryStream(section.Content.ToArray()), Encoding.UTF8);
        try
        {
            T content = read(reader);
            Require(reader.BaseStream.Position == reader.BaseStream.Length, "there are bytes behind its end");
            return content;
        }
        catch (Exception problem) when (problem is EndOfStreamException or InvalidDataException or ArgumentException or FormatException or OverflowException)
        {
            throw new ModelFormatException(
                source, $"its checksums are right, but in section '{name}' {problem.Message.TrimEnd('.')}; it was not written by a CrossSell release", problem);
        }
    }

    public static int[] ReadNumbers(BinaryReader reader)
    {
        byte[] bytes = reader.ReadBytes(checked(ReadCount(reader, sizeof(int)) * sizeof(int)));
        int[] numbers = MemoryMarshal.Cast<byte, int>(bytes).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(numbers, numbers);
        }

        return numbers;
    }

    /// <summary>Reads distinct texts of at least one character.</summary>
    public static string[] ReadTexts(BinaryReader reader)
    {
        string[] texts = new string[ReadCount(reader, leastBytesEach: 2)];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int place = 0; place < texts.Length; place++)
        {
            texts[place] = reader.ReadString();
            Require(texts[place].Length > 0 && seen.Add(texts[place]), "an id is empty or stands twice");
        }

        return texts;
    }

    /// <summary>A count is checked against the bytes that are left, so that a wrong one cannot ask for gigabytes.</summary>
    public static int ReadCount(BinaryReader reader, int leastBytesEach)
    {
        int count = reader.ReadInt32();
        long left = reader.BaseStream.Length - reader.BaseStream.Position;
        Require(count >= 0 && count <= left / leastBytesEach, $"a count of {count} does not fit the {left} bytes that follow");
        return count;
    }

    /// <summary>Whether numbers ascend strictly from 0 or more and stay below a limit.</summary>
    public static bool IsAscending(ReadOnlySpan<int> numbers, int limit)
    {
        int last = -1;
        foreach (int number in numbers)
        {
            if (number <= last || number >= limit)
            {
                return false;
            }

            last = number;
        }

        return true;
    }

    public static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
