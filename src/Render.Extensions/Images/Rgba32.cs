using System.Runtime.InteropServices;

namespace Render;

/// <summary>A pixel of four bytes in this order: the layout that image libraries call RGBA 8888.</summary>
/// <param name="R">Red.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
/// <param name="A">Opacity: 0 where nothing was drawn, 255 where the image hides what is behind.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Rgba32(byte R, byte G, byte B, byte A);
