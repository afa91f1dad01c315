namespace Render.Transforms;

/// <summary>A formula that maps points, written over lanes of any width.</summary>
internal interface IPointKernel
{
    void Map<TLane>(ref TLane x, ref TLane y)
        where TLane : unmanaged, ILane<TLane>;
}
