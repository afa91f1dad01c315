namespace Render.LocalServer;

/// <summary>What a stack's state forbids.</summary>
internal static class StackStates
{
    /// <exception cref="IllegalStateException">The stack is read-only.</exception>
    public static void ThrowIfReadOnly(this StackRow stack)
    {
        if (stack.State == StackState.ReadOnly)
            throw new IllegalStateException($"Data for stack {stack.Key.Stack} cannot be modified because it is {stack.StateName}.");
    }

    /// <exception cref="IllegalStateException">Tiles cannot be saved now.</exception>
    public static void ThrowIfNotLoading(this StackRow stack, string what)
    {
        if (stack.State != StackState.Loading)
        {
            throw new IllegalStateException(
                $"{what} in the LOADING state, but this stack's state is {stack.StateName}.");
        }
    }

    /// <exception cref="InvalidArgumentException">Tiles cannot be deleted now.</exception>
    public static void ThrowIfNotDeletable(this StackRow stack)
    {
        if (stack.State != StackState.Loading)
            throw new InvalidArgumentException($"stack state is {stack.StateName} but must be LOADING to delete data");
    }
}
