using System.Runtime.InteropServices;

namespace CrossSell.ML.Trees;

/// <summary>A set of codes from 0 to 255, one bit each.</summary>
/// <param name="A">Codes 0 to 63.</param>
/// <param name="B">Codes 64 to 127.</param>
/// <param name="C">Codes 128 to 191.</param>
/// <param name="D">Codes 192 to 255.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CodeSet(ulong A, ulong B, ulong C, ulong D)
{
    public bool Contains(int code) => ((code < 128 ? code < 64 ? A : B : code < 192 ? C : D) >> (code & 63) & 1) != 0;

    public CodeSet With(int code)
    {
        ulong bit = 1UL << (code & 63);
        return (code >> 6) switch
        {
            0 => this with { A = A | bit },
            1 => this with { B = B | bit },
            2 => this with { C = C | bit },
            _ => this with { D = D | bit },
        };
    }

    /// <summary>The codes, ascending.</summary>
    public IEnumerable<int> Codes()
    {
        for (int code = 0; code < 256; code++)
        {
            if (Contains(code))
            {
                yield return code;
            }
        }
    }
}
