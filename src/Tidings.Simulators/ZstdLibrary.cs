using System.Runtime.InteropServices;

namespace Tidings.Simulators;

/// <summary>The system's libzstd, where it is installed: the runtime has no zstd of its own.</summary>
static unsafe class ZstdLibrary
{
    static readonly string[] Names = ["libzstd.so.1", "libzstd.1.dylib", "libzstd.dll"];

    static ZstdLibrary()
    {
        foreach (var name in Names)
            if (NativeLibrary.TryLoad(name, out var library))
            {
                CreateContext = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "ZSTD_createCCtx");
                FreeContext = (delegate* unmanaged<nint, nuint>)NativeLibrary.GetExport(library, "ZSTD_freeCCtx");
                CreateDictionary = (delegate* unmanaged<byte*, nuint, int, nint>)NativeLibrary.GetExport(
                    library, "ZSTD_createCDict");
                FreeDictionary = (delegate* unmanaged<nint, nuint>)NativeLibrary.GetExport(library, "ZSTD_freeCDict");
                Bound = (delegate* unmanaged<nuint, nuint>)NativeLibrary.GetExport(library, "ZSTD_compressBound");
                IsError = (delegate* unmanaged<nuint, uint>)NativeLibrary.GetExport(library, "ZSTD_isError");
                Compress = (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, nint, nuint>)NativeLibrary.GetExport(
                    library, "ZSTD_compress_usingCDict");
                IsHere = true;
                return;
            }
    }

    /// <summary>True where the library was found; else nothing below may be called.</summary>
    public static bool IsHere { get; }

    public static delegate* unmanaged<nint> CreateContext { get; }

    public static delegate* unmanaged<nint, nuint> FreeContext { get; }

    public static delegate* unmanaged<byte*, nuint, int, nint> CreateDictionary { get; }

    public static delegate* unmanaged<nint, nuint> FreeDictionary { get; }

    public static delegate* unmanaged<nuint, nuint> Bound { get; }

    public static delegate* unmanaged<nuint, uint> IsError { get; }

    public static delegate* unmanaged<nint, byte*, nuint, byte*, nuint, nint, nuint> Compress { get; }
}
