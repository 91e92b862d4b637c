using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CrossSell.ML.Numerics;

/// <summary>Numbers that stay where they are, for kernels that work with pointers. The pointer is good as long as this object is kept.</summary>
internal sealed unsafe class PinnedFloats
{
    /// <param name="length">How many; what they are is undefined at first.</param>
    /// <param name="isZero">Whether they are all 0 at first.</param>
    public PinnedFloats(long length, bool isZero = false)
    {
        Values = isZero ? GC.AllocateArray<float>(checked((int)length), pinned: true) : GC.AllocateUninitializedArray<float>(checked((int)length), pinned: true);
        Pointer = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(Values));
    }

    public float[] Values { get; }

    public float* Pointer { get; }
}
