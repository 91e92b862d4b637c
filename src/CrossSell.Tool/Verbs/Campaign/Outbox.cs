using System.Text;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>A CSV file to which contacts are appended, each row on the disk before the next step; one process writes it at a time.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Outbox : IDisposable
{
    private const string Header = "contact,customer,channel,products,at";

    private readonly FileStream _file;
    private readonly HashSet<Guid> _contacts;
    private readonly Lock _gate = new();

    private Outbox(FileStream file, HashSet<Guid> contacts) => (_file, _contacts) = (file, contacts);

    /// <summary>Opens an outbox, or makes it. A row that a dying process left unfinished is taken away: its contact was not handed over.</summary>
    /// <exception cref="FailureException">The file cannot be written, is written by another process, or is no outbox.</exception>
    public static Outbox Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new FailureException($"the outbox '{path}' is a folder; expected a file.");
        }

        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FailureException($"the outbox '{path}' cannot be written: {OutputPath.Reason(e)}.", e);
        }

        try
        {
            return new Outbox(file, Read(file, path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public bool Contains(Guid contact) => _contacts.Contains(contact);

    /// <summary>Appends a contact; when it returns, the row is on the disk.</summary>
    public void Append(Contact contact)
    {
        string row = string.Join(
            ',', contact.Id.ToString("D"), CsvText.Field(contact.Customer.Value), CsvText.Field(contact.Channel),
            CsvText.Field(string.Join(';', contact.Offers.Select(CrossSell.Campaign.ProductOf))), Instant.Text((DateTimeOffset?)contact.At));
        lock (_gate)
        {
            _file.Write(Encoding.UTF8.GetBytes(row + "\n"));
            _file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _file.Dispose();

    private static HashSet<Guid> Read(FileStream file, string path)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        List<string> rows = Rows(bytes, out int whole);
        if (rows is [var first, ..] && first.TrimEnd('\r') is { Length: > 0 } header && header != Header)
        {
            throw new FailureException($"'{path}' is no outbox: line 1 is '{(header.Length > 60 ? header[..60] + "…" : header)}', expected '{Header}'.");
        }

        HashSet<Guid> contacts = [];
        foreach (string row in rows.Skip(1))
        {
            if (row.Length > 36 && row[36] == ',' && Guid.TryParseExact(row[..36], "D", out Guid id))
            {
                contacts.Add(id);
            }
        }

        if (whole == 0)
        {
            // Nothing whole was ever written, or it is no text of ours.
            if (bytes.Length > 0 && !Header.StartsWith(Encoding.UTF8.GetString(bytes), StringComparison.Ordinal))
            {
                throw new FailureException($"'{path}' is no outbox; expected a file that begins with '{Header}', or none.");
            }

            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(Header + "\n"));
        }
        else
        {
            file.SetLength(whole);
            file.Position = whole;
        }

        file.Flush(flushToDisk: true);
        return contacts;
    }

    // Ids and channels may hold line ends in quotes: a row ends at a line end outside of them.
    private static List<string> Rows(ReadOnlySpan<byte> bytes, out int whole)
    {
        List<string> rows = [];
        whole = 0;
        bool quoted = false;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == (byte)'"')
            {
                quoted = !quoted;
            }
            else if (bytes[i] == (byte)'\n' && !quoted)
            {
                rows.Add(Encoding.UTF8.GetString(bytes[whole..i]));
                whole = i + 1;
            }
        }

        return rows;
    }
}
