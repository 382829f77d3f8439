using System.Runtime.InteropServices;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>Something that libzstd has made and has to free.</summary>
sealed unsafe class ZstdHandle : SafeHandle
{
    readonly delegate* unmanaged<nint, nuint> _free;

    /// <param name="made">What it has made; 0 where it could not.</param>
    /// <param name="free">Frees it.</param>
    public ZstdHandle(nint made, delegate* unmanaged<nint, nuint> free)
        : base(0, ownsHandle: true)
    {
        _free = free;
        SetHandle(made);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => _free(handle) == 0;
}
