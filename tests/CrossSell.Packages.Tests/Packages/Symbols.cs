using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrossSell.Packages.Tests.Packages;

/// <summary>What a debugger learns from an assembly and its portable pdb.</summary>
internal sealed class Symbols
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
    private static readonly Guid CompilationOptions = new("B5FEEC05-8CD0-4A83-96DA-466284BB4BD8");

    private static EntityHandle Module => System.Reflection.Metadata.EntityHandle.ModuleDefinition;

    private Symbols()
    {
    }

    /// <summary>Whether the pdb is the one that was written with the assembly.</summary>
    public required bool Matches { get; init; }

    /// <summary>Whether the assembly says that the same sources give the same bytes.</summary>
    public required bool IsReproducible { get; init; }

    /// <summary>Whether the compiler optimised the code.</summary>
    public required bool IsOptimized { get; init; }

    public required bool HasCompilerFlags { get; init; }

    /// <summary>The source files that are neither embedded nor found through Source Link.</summary>
    public required IReadOnlyList<string> UnreachableSources { get; init; }

    /// <summary>Where Source Link sends the sources, with the commit.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    public static Symbols Read(byte[] assembly, byte[] pdb)
    {
        using var pe = new PEReader(ImmutableArray.Create(assembly));
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(pdb));
        MetadataReader reader = provider.GetMetadataReader();
        ImmutableArray<DebugDirectoryEntry> entries = pe.ReadDebugDirectory();
        DebugDirectoryEntry codeView = entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
        var id = new BlobContentId(reader.DebugMetadataHeader!.Id);
        Dictionary<string, string> links = Links(reader);
        return new Symbols
        {
            Matches = id.Guid == pe.ReadCodeViewDebugDirectoryData(codeView).Guid && id.Stamp == codeView.Stamp,
            IsReproducible = entries.Any(entry => entry.Type == DebugDirectoryEntryType.Reproducible),
            IsOptimized = Optimized(pe.GetMetadataReader()),
            HasCompilerFlags = Find(reader, Module, CompilationOptions) is not null,
            UnreachableSources =
            [
                .. reader.Documents
                    .Where(document => Find(reader, document, EmbeddedSource) is null)
                    .Select(document => reader.GetString(reader.GetDocument(document).Name))
                    .Where(name => !links.Keys.Any(pattern => Regex.IsMatch(name, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$"))),
            ],
            Targets = [.. links.Values],
        };
    }

    private static Dictionary<string, string> Links(MetadataReader reader)
    {
        byte[]? json = Find(reader, Module, SourceLink);
        return json is null
            ? []
            : JsonDocument.Parse(Encoding.UTF8.GetString(json)).RootElement.GetProperty("documents").EnumerateObject()
                .ToDictionary(property => property.Name, property => property.Value.GetString()!, StringComparer.Ordinal);
    }

    private static byte[]? Find(MetadataReader reader, EntityHandle parent, Guid kind) =>
        reader.GetCustomDebugInformation(parent)
            .Select(reader.GetCustomDebugInformation)
            .Where(information => reader.GetGuid(information.Kind) == kind)
            .Select(information => reader.GetBlobBytes(information.Value))
            .FirstOrDefault();

    private static bool Optimized(MetadataReader reader)
    {
        foreach (CustomAttribute attribute in reader.GetAssemblyDefinition().GetCustomAttributes().Select(reader.GetCustomAttribute))
        {
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name) == nameof(DebuggableAttribute))
            {
                // Blob: 01 00, then the modes as a little-endian number (ECMA-335 II.23.3).
                int modes = BitConverter.ToInt32(reader.GetBlobBytes(attribute.Value), 2);
                return ((DebuggableAttribute.DebuggingModes)modes & DebuggableAttribute.DebuggingModes.DisableOptimizations) == 0;
            }
        }

        return true;
    }
}
